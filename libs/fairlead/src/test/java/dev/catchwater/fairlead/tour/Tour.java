package dev.catchwater.fairlead.tour;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** What the snippets of the README have in common: its {@code vertx}, {@code settings} and {@code client}. */
abstract class Tour {
    final Vertx vertx = Vertx.vertx();
    final ExampleOrg api = new ExampleOrg(vertx);
    final Settings settings = api.reachedBy(Settings.named("tour").withTimeout(Duration.ofSeconds(10)));
    final HttpClient client = HttpClient.create(vertx, settings);

    @AfterEach
    void close() {
        client.close();
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
