package dev.catchwater.fairlead.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.config.FairleadConfig;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private final Vertx vertx = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private Opened<StreamHandle> streams;

    @BeforeEach
    void script() {
        streams = upstream.when(Match.get("/stream")).stream();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Clients clients(LaunchMode mode) {
        FairleadConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(
                        Map.of("fairlead.a.guard.allow", "127.0.0.1:" + upstream.port(), "fairlead.a.drain", "30s"),
                        "test",
                        100))
                .withMapping(FairleadConfig.class)
                .build()
                .getConfigMapping(FairleadConfig.class);
        return new Clients(vertx, config, List.of(), List.of(), new Outside(vertx, List.of(), List.of()), mode);
    }

    private CompletableFuture<String> call(HttpClient client) {
        return client.send(Request.get(upstream.uri("/stream").toString()))
                .flatMap(Response::text)
                .subscribeAsCompletionStage();
    }

    @Test
    void theEndWaitsForWhatIsInFlight() throws Exception {
        Clients clients = clients(LaunchMode.NORMAL);
        CompletableFuture<String> call = call(clients.get("a"));
        StreamHandle answer = streams.next();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> clients.stop(new ShutdownEvent()));
        answer.write("still ");
        assertThat(stop).isNotDone();
        answer.write("there");
        answer.end();
        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("still there");
        stop.get(10, TimeUnit.SECONDS);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> clients.get("a"));
    }

    @Test
    void aReloadDoesNotWait() throws Exception {
        Clients clients = clients(LaunchMode.DEVELOPMENT);
        CompletableFuture<String> call = call(clients.get("a"));
        StreamHandle answer = streams.next();
        CompletableFuture.runAsync(() -> clients.stop(new ShutdownEvent())).get(10, TimeUnit.SECONDS);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS));
        assertThat(answer.awaitClosed(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void thereIsOneClientOfAName() {
        Clients clients = clients(LaunchMode.TEST);
        assertThat(clients.get("a")).isSameAs(clients.get("a")).isNotSameAs(clients.get("b"));
        assertThat(clients.all()).containsOnlyKeys("a", "b");
        clients.stop(new ShutdownEvent());
    }
}
