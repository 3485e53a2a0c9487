package dev.catchwater.bench;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.observe.Tracing;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do patterns and spans add to a call? One call after another for 1 KiB on loopback, client and server on one event
 * loop each; run with {@code -prof gc} for bytes a call. Spans are sampled and go nowhere.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class ObserveCost {
    private static final int CALLS = 2_048;

    /** What is on. */
    public enum Eyes {
        /** Neither. */
        CLOSED,
        /** {@code Settings.withPatterns}. */
        PATTERNS,
        /** {@code Settings.withTracing}. */
        SPANS
    }

    @Param
    private Eyes eyes = Eyes.CLOSED;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = serve(vertx);
    private final Request request = Template.of("http://127.0.0.1:" + server.actualPort() + "/users/{user}")
            .get(Values.of("user", "me"));
    private HttpClient client = client();

    private static HttpServer serve(Vertx vertx) {
        Buffer body = Buffer.buffer(new byte[1024]);
        return vertx.createHttpServer()
                .requestHandler(call -> call.response().end(body))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private HttpClient client() {
        Settings settings = Settings.named("bench").withGuard(GuardPolicy.OFF);
        return HttpClient.create(
                vertx,
                switch (eyes) {
                    case CLOSED -> settings;
                    case PATTERNS -> settings.withPatterns(PatternPolicy.DEFAULT);
                    case SPANS ->
                        settings.withTracing(Tracing.of(OpenTelemetrySdk.builder()
                                .setTracerProvider(SdkTracerProvider.builder().build())
                                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                                .build()));
                });
    }

    /** Parameters are not there before. */
    @Setup(Level.Trial)
    public void open() {
        client.close();
        client = client();
    }

    @TearDown(Level.Trial)
    public void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void call() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(CALLS);
        vertx.getOrCreateContext().runOnContext(start -> next(left));
        if (!left.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.getCount() + " calls never ended");
        }
    }

    private void next(CountDownLatch left) {
        client.send(request)
                .flatMap(response -> response.body().bytes())
                .subscribe()
                .with(body -> {
                    left.countDown();
                    if (left.getCount() > 0) {
                        next(left);
                    }
                });
    }
}
