package dev.catchwater.fairlead.essay;

import static dev.catchwater.fairlead.Answers.PATIENCE;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the essays' examples have in common: a real server on the loopback, and a client for it. */
abstract class Essay {
    @HttpMock
    Upstream upstream;

    final Vertx vertx = Vertx.vertx();
    Settings settings = Settings.named("essay");
    HttpClient client = HttpClient.create(vertx, settings);

    @BeforeEach
    void reach() {
        settings = settings.withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + upstream.port())));
        use(settings);
    }

    /** Another client in place of the one that was there. */
    void use(Settings others) {
        client.close();
        client = HttpClient.create(vertx, others);
    }

    Request ask(String path) {
        return Request.get(upstream.uri(path));
    }

    static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (item == null) {
            throw new AssertionError("nothing came");
        }
        return item;
    }

    @AfterEach
    void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
