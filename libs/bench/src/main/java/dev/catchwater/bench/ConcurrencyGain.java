package dev.catchwater.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What is gained by more calls in flight? Against an upstream that waits 20 ms; where each answer, a fifth of a megabyte
 * of JSON, is also parsed on the caller's event loop; and where it is parsed by worker threads. Read {@code calls}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
public class ConcurrencyGain {
    private static final int WAIT_MILLIS = 20;

    @Param({"1", "4", "16", "64", "256"})
    private int inFlight;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(2));
    private final Buffer large = Buffer.buffer(IntStream.range(0, 4_000)
            .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"number " + i + "\",\"price\":" + i + ".5}")
            .collect(Collectors.joining(",", "[", "]")));
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private final HttpClient client = HttpClient.create(
            vertx,
            Settings.named("bench")
                    .withGuard(GuardPolicy.OFF)
                    .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(256)));
    private final ObjectMapper mapper = new ObjectMapper();

    /** Each invocation is a run of several calls; this counts calls. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        public long calls;
    }

    private void answer(HttpServerRequest call) {
        Buffer body = call.path().equals("/large") ? large : Buffer.buffer(new byte[1024]);
        vertx.setTimer(WAIT_MILLIS, fired -> call.response().end(body));
    }

    @TearDown(Level.Trial)
    public void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    public void waiting(Count count) throws InterruptedException {
        loop(count, 8, (body, done) -> done.run(), "/");
    }

    @Benchmark
    public void parsedOnTheLoop(Count count) throws InterruptedException {
        loop(
                count,
                2,
                (body, done) -> {
                    parse(body);
                    done.run();
                },
                "/large");
    }

    @Benchmark
    public void parsedByWorkers(Count count) throws InterruptedException {
        loop(
                count,
                2,
                (body, done) -> vertx.executeBlocking(() -> parse(body), false).onSuccess(parsed -> done.run()),
                "/large");
    }

    private interface Reader {
        void read(Buffer body, Runnable done);
    }

    private void loop(Count count, int rounds, Reader reader, String path) throws InterruptedException {
        Request request = Request.get("http://127.0.0.1:" + server.actualPort() + path);
        int calls = inFlight * rounds;
        ClosedLoop.run(
                vertx.getOrCreateContext(),
                inFlight,
                calls,
                done -> client.send(request)
                        .flatMap(response -> response.body().bytes())
                        .subscribe()
                        .with(body -> reader.read(body, done)));
        count.calls += calls;
    }

    private int parse(Buffer body) {
        try {
            return mapper.readTree(body.getBytes()).size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
