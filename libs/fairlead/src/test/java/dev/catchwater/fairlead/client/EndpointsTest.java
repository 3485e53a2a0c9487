package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.EndpointState;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Endpoints in their place in the pipeline, over real sockets under a manual clock. */
class EndpointsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String ORIGIN = "http://orders.internal";
    private static final BalancePolicy IN_TURN = BalancePolicy.DEFAULT.withPicking(Picking.roundRobin());

    @HttpMock
    Upstream one;

    @HttpMock
    Upstream two;

    private final ManualTimers timers = new ManualTimers();

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Endpoint endpoint(Upstream upstream) {
        return Endpoint.of("127.0.0.1", upstream.port());
    }

    /** The address guard is on, as it is by default. */
    private HttpClient client(EndpointSource source, BalancePolicy policy) {
        return HttpClient.create(
                VERTX,
                Settings.named("orders")
                        .withEndpoints(Endpoints.of(ORIGIN, source).withPolicy(policy)),
                timers,
                new Random(1));
    }

    private static String ask(HttpClient client) {
        return get(client.send(Request.get(ORIGIN + "/")).flatMap(Response::text));
    }

    @Test
    void requestsGoToPrivateEndpointsThatTheOperatorNamedWithTheHostOfTheirUri() {
        one.when(Match.any()).reply(Reply.ok("one"));
        two.when(Match.any()).reply(Reply.ok("two"));
        try (HttpClient client = client(EndpointSource.of(endpoint(one), endpoint(two)), IN_TURN)) {
            assertThat(List.of(ask(client), ask(client), ask(client))).containsExactly("one", "two", "one");
            assertThat(one.requests())
                    .allMatch(request -> request.header("Host").equals(java.util.Optional.of("orders.internal")));
            assertThat(client.endpoints()).extracting(EndpointView::inFlight).containsOnly(0);
            assertThatThrownBy(() -> client.derive(
                            settings -> settings.withEndpoints(Endpoints.of("http://other.internal", endpoint(one)))))
                    .isInstanceOf(IllegalArgumentException.class);
            HttpClient derived = client.derive(settings -> settings.withTimeout(Duration.ofSeconds(1)));
            assertThat(ask(derived)).isEqualTo("two");
        }
    }

    @Test
    void endpointsThatNobodyVouchesForAreGuarded() {
        EndpointSource stranger = (listener, time, random) -> {
            listener.changed(List.of(endpoint(one)));
            return () -> {};
        };
        try (HttpClient client = client(stranger, IN_TURN)) {
            assertThat(failureOf(client.send(Request.get(ORIGIN + "/"))))
                    .isEqualTo(new HttpFailure.Forbidden("orders.internal", "127.0.0.1"));
        }
        one.when(Match.any()).reply(Reply.ok("one"));
        Settings allowing = Settings.named("orders")
                .withGuard(new GuardPolicy(true, Set.of("orders.internal:80")))
                .withEndpoints(Endpoints.of(ORIGIN, stranger));
        try (HttpClient client = HttpClient.create(VERTX, allowing, timers, new Random(1))) {
            assertThat(ask(client)).isEqualTo("one");
        }
    }

    @Test
    void aRequestThatNamesItsEndpointIsStillGuarded() {
        try (HttpClient client = HttpClient.create(VERTX, Settings.named("plain"), timers, new Random(1))) {
            assertThat(failureOf(client.send(Request.get(ORIGIN + "/").withEndpoint(endpoint(one)))))
                    .isInstanceOf(HttpFailure.Forbidden.class);
        }
    }

    @Test
    void aRetryGoesToAnotherEndpointAndTheCircuitOfTheOriginStaysClosed() {
        one.when(Match.any()).reply(Reply.reset());
        two.when(Match.any()).reply(Reply.ok("two"));
        try (HttpClient client = client(EndpointSource.of(endpoint(one), endpoint(two)), IN_TURN)) {
            for (int i = 0; i < 12; i++) {
                var call = client.send(Request.get(ORIGIN + "/"))
                        .flatMap(Response::text)
                        .subscribeAsCompletionStage();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .pollInSameThread()
                        .until(() -> {
                            timers.clock().advance(Duration.ofMillis(50));
                            return call.isDone();
                        });
                assertThat(call.join()).isEqualTo("two");
            }
            assertThat(one.requests()).hasSize(5);
            assertThat(client.endpoints())
                    .extracting(EndpointView::state)
                    .containsExactlyInAnyOrder(EndpointState.EJECTED, EndpointState.AVAILABLE);
            assertThat(client.circuits())
                    .hasSize(1)
                    .allMatch(circuit -> circuit.state() == dev.catchwater.fairlead.CircuitState.CLOSED);
        }
    }

    @Test
    void healthChecksTakeAnEndpointOutAndBringItBackWithoutACall() {
        one.when(Match.get("/live")).reply(Reply.status(503), Reply.ok("well"));
        two.when(Match.get("/live")).reply(Reply.ok("well"));
        two.when(Match.get("/")).reply(Reply.ok("two"));
        HealthCheck check = HealthCheck.of("/live").withThresholds(1, 1);
        try (HttpClient client = client(EndpointSource.of(endpoint(one), endpoint(two)), IN_TURN.withCheck(check))) {
            timers.clock().advance(Duration.ofSeconds(1));
            await().atMost(PATIENCE)
                    .until(() -> client.endpoints().stream().anyMatch(view -> view.state() == EndpointState.UNHEALTHY));
            assertThat(List.of(ask(client), ask(client))).containsExactly("two", "two");
            assertThat(client.inFlight()).isZero();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .pollInSameThread()
                    .until(() -> {
                        timers.clock().advance(Duration.ofMillis(100));
                        return client.endpoints().stream().allMatch(view -> view.state() == EndpointState.AVAILABLE);
                    });
            assertThat(one.requests().getFirst().header("User-Agent"))
                    .hasValueSatisfying(agent -> assertThat(agent).startsWith("Fairlead"));
        }
        await().atMost(PATIENCE).until(() -> timers.clock().pending() == 0);
    }

    @Test
    void warmingUpOpensConnectionsToTheEndpoints() {
        try (HttpClient client = client(EndpointSource.of(endpoint(one), endpoint(two)), IN_TURN)) {
            assertThat(get(client.warmUp(URI.create(ORIGIN), 4))).isEqualTo(4);
            await().atMost(PATIENCE).until(() -> one.openConnections() == 2 && two.openConnections() == 2);
        }
    }
}
