package dev.catchwater.bench;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * How many answers of 1 KiB does a client's cache in memory give a second on one core, bodies read? Fails if the origin
 * was asked more than once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class CacheHit {
    private static final int CALLS = 4_096;

    private final OnLoop loop = new OnLoop();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer origin = loop.vertx()
            .createHttpServer()
            .requestHandler(request -> {
                asked.incrementAndGet();
                request.response()
                        .putHeader("Cache-Control", "max-age=3600")
                        .putHeader("Content-Type", "application/octet-stream")
                        .end(Buffer.buffer(new byte[1_024]));
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    private final HttpClient client = HttpClient.create(
            loop.vertx(),
            Settings.named("bench").withGuard(GuardPolicy.OFF).withCache(CachingPolicy.inMemory(64 << 20, 1 << 20)));
    private final Request request = Request.get("http://127.0.0.1:" + origin.actualPort() + "/");

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void hit() throws InterruptedException {
        if (asked.get() == 0) {
            loop.each(1, this::call);
        }
        loop.each(CALLS, this::call);
    }

    private void call(Runnable done) {
        client.send(request)
                .flatMap(response -> response.body().bytes())
                .subscribe()
                .with(body -> {
                    if (body.length() != 1_024) {
                        throw new IllegalStateException(body.length() + " bytes");
                    }
                    done.run();
                });
    }

    @TearDown(Level.Trial)
    public void stop() {
        client.close();
        loop.close();
        if (asked.get() != 1) {
            throw new IllegalStateException("the origin was asked " + asked + " times: these were no hits");
        }
    }
}
