package dev.catchwater.bench;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the pipeline cost over the transport it stands on? A closed loop of {@value #IN_FLIGHT} calls for 1 KiB
 * on loopback, the same fields sent, server and client on one event loop each; run with {@code -prof gc} for bytes a request.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class PipelineCost {
    private static final int IN_FLIGHT = 64;
    private static final int CALLS = 4_096;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = serve(vertx);
    private final io.vertx.core.http.HttpClient raw =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(IN_FLIGHT));
    private final HttpClient fairlead =
            HttpClient.create(vertx, Settings.named("bench").withGuard(GuardPolicy.OFF));
    private final Request request = Request.get("http://127.0.0.1:" + server.actualPort() + "/");

    private static HttpServer serve(Vertx vertx) {
        Buffer body = Buffer.buffer(new byte[1024]);
        return vertx.createHttpServer()
                .requestHandler(call -> call.response().end(body))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @TearDown(Level.Trial)
    public void stop() {
        fairlead.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void vertxHttpClient() throws InterruptedException {
        loop(done -> raw.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(call -> call.putHeader("User-Agent", "Fairlead/0.1 (bench)")
                        .putHeader("Accept-Encoding", "gzip")
                        .send())
                .compose(HttpClientResponse::body)
                .onSuccess(body -> done.run()));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void fairlead() throws InterruptedException {
        loop(done -> fairlead.send(request)
                .flatMap(response -> response.body().bytes())
                .subscribe()
                .with(body -> done.run()));
    }

    private void loop(Consumer<Runnable> call) throws InterruptedException {
        ClosedLoop.run(vertx.getOrCreateContext(), IN_FLIGHT, CALLS, call);
    }
}
