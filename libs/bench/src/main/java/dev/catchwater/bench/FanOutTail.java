package dev.catchwater.bench;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How slow is a page that waits for several calls? Each call waits 10 ms upstream, and one in a hundred, by a seeded
 * chance, 200 ms; a page is done when the last of its calls is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 1, time = 20)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class FanOutTail {
    @Param({"1", "10", "100"})
    private int callsOfAPage;

    private final Vertx vertx = Vertx.vertx();
    private final Random chance = new Random(1);
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(call -> vertx.setTimer(
                    chance.nextInt(100) == 0 ? 200 : 10,
                    fired -> call.response().end("done")))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private final HttpClient client = HttpClient.create(
            vertx,
            Settings.named("bench")
                    .withGuard(GuardPolicy.OFF)
                    .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(100)));

    @TearDown(Level.Trial)
    public void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    public void page() throws InterruptedException {
        Request request = Request.get("http://127.0.0.1:" + server.actualPort() + "/");
        ClosedLoop.run(
                vertx.getOrCreateContext(),
                callsOfAPage,
                callsOfAPage,
                done -> client.send(request)
                        .flatMap(response -> response.body().bytes())
                        .subscribe()
                        .with(body -> done.run()));
    }
}
