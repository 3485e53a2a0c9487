package dev.catchwater.bench;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost not to keep connections? Calls for 1 KiB on loopback, one after another: on a kept connection, on a
 * new one each, and by a new client each. Loopback has no round trip to speak of, so this is the work alone. By number of
 * calls and not by time, so that the slow ones are as warm as the fast.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class ConnectionReuse {
    private static final int CALLS = 1_000;

    @Param({"false", "true"})
    private boolean tls;

    private final Vertx vertx = Vertx.vertx();
    private Settings settings = Settings.named("bench").withGuard(GuardPolicy.OFF);
    private Request request = Request.get("http://127.0.0.1/");
    private HttpClient client = HttpClient.create(vertx, settings);

    @Setup
    public void start() throws IOException, InterruptedException {
        SelfSigned certificate = SelfSigned.make();
        HttpServerOptions options = new HttpServerOptions();
        if (tls) {
            options.setSsl(true).setKeyCertOptions(certificate.forServer());
            settings = settings.withTls(TlsPolicy.DEFAULT.trusting(Pem.file(certificate.certificate())));
        }
        Buffer body = Buffer.buffer(new byte[1024]);
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(call -> call.response().end(body))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        request = Request.get((tls ? "https" : "http") + "://127.0.0.1:" + server.actualPort() + "/");
        client = HttpClient.create(vertx, settings);
    }

    @TearDown(Level.Trial)
    public void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void kept() throws InterruptedException {
        loop(done -> send(client, request, done));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void newConnectionEachTime() throws InterruptedException {
        Request closing = request.withHeader("Connection", "close");
        loop(done -> send(client, closing, done));
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void newClientEachTime() throws InterruptedException {
        loop(done -> {
            HttpClient once = HttpClient.create(vertx, settings);
            send(once, request, () -> {
                once.close();
                done.run();
            });
        });
    }

    private void loop(Consumer<Runnable> call) throws InterruptedException {
        ClosedLoop.run(vertx.getOrCreateContext(), 1, CALLS, call);
    }

    private static void send(HttpClient by, Request request, Runnable done) {
        by.send(request)
                .flatMap(response -> response.body().bytes())
                .subscribe()
                .with(body -> done.run(), failure -> {
                    throw new IllegalStateException(failure);
                });
    }
}
