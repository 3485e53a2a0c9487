package dev.catchwater.edge.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.catchwater.edge.Lane;
import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.RateLimit;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginLanesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private OriginLanes lanes;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            tokens.add(String.join(",", exchange.getRequestHeaders().getOrDefault("X-Token", List.of())));
            byte[] body =
                    new byte[Integer.parseInt(exchange.getRequestURI().getPath().substring(1))];
            exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        lanes = new OriginLanes(
                vertx,
                "edge",
                new MemoryStore(1 << 20, 1 << 20),
                new CachingPolicy.Collapse(0, Duration.ofSeconds(1)),
                new Random(1));
        lanes.use(new Routes(List.of(route())));
    }

    @AfterEach
    void stop() {
        lanes.use(Routes.NONE);
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Route route() {
        return route(Optional.empty());
    }

    private Route route(Optional<RateLimit> rate) {
        OriginGroup usual = OriginGroup.of(
                "o",
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
        OriginGroup group = new OriginGroup(
                "o",
                usual.origins(),
                usual.host(),
                Headers.of("X-Token", "ours"),
                Optional.empty(),
                usual.checkEvery(),
                usual.connect(),
                usual.firstByte(),
                usual.idle(),
                usual.connections(),
                usual.attempts());
        return Route.of(
                "r",
                Match.ALL,
                group,
                KeyPolicy.DEFAULT,
                Lifetimes.DEFAULT,
                Compression.OFF,
                new Limits(1_000, 100),
                rate);
    }

    private String statusOf(int bytes, String... fields) {
        Lane lane = lanes.of("a.example", "/", Headers.none()).orElseThrow();
        URI uri = URI.create(lane.origin() + "/" + bytes);
        Response response = lane.client()
                .proceed(Request.of(Method.GET, uri).withHeaders(Headers.of(fields)))
                .await()
                .atMost(PATIENCE);
        response.body().discard().await().atMost(PATIENCE);
        return response.headers().first("Cache-Status").orElse("");
    }

    @Test
    void whatTheOperatorSendsStandsInPlaceOfTheClients() {
        statusOf(1, "X-Token", "forged");
        assertThat(tokens).containsExactly("ours");
    }

    @Test
    void longerAnswersThanTheRouteStoresPassBy() {
        assertThat(statusOf(100)).contains(";fwd=uri-miss;stored");
        assertThat(statusOf(100)).contains(";hit");
        assertThat(statusOf(101)).endsWith(";fwd=uri-miss;stored=?0");
        assertThat(statusOf(101)).doesNotContain(";hit");
    }

    @Test
    void whoWasRefusedIsRefusedAfterAChangeOfOtherThingsToo() {
        byte[] client = {127, 0, 0, 1};
        List<Boolean> granted = new ArrayList<>();
        for (int burst : new int[] {1, 1, 2}) {
            lanes.use(new Routes(List.of(route(Optional.of(new RateLimit(0.001, burst))))));
            Lane lane = lanes.of("a.example", "/", Headers.none()).orElseThrow();
            granted.add(lane.rates().waitFor(client, 0) == 0);
        }
        assertThat(granted).containsExactly(true, false, true);
    }
}
