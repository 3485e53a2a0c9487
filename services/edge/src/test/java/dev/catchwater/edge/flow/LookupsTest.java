package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.setup.file.FixedRoutes;
import dev.catchwater.edge.store.TieredShelf;
import dev.catchwater.edge.why.Explanation;
import dev.catchwater.edge.why.Explanation.Answer;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.Storing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final URI URL = URI.create("http://shop.example/a/b?c=d");
    private static final Route ROUTE =
            Route.plain("all", OriginGroup.of("o", List.of(URI.create("http://127.0.0.1:1"))));

    private final RouteTable routes = FixedRoutes.of(new Routes(List.of(ROUTE)), "a test", NOW);
    private final Epochs epochs = new Epochs();
    private final TieredShelf shelf =
            new TieredShelf(new Epochs(), Policy.LRU, 1 << 20, 1 << 20, RandomGenerator.getDefault());
    private final Purging purging =
            new Purging(epochs, purged -> Uni.createFrom().voidItem(), List.of(), () -> NOW);
    private final AtomicReference<CacheRequest> asked = new AtomicReference<>();

    @AfterEach
    void close() {
        shelf.close();
    }

    private Lookups lookups(Uni<OriginResponse> answer) {
        Lookups.Probe probe = (route, request) -> {
            asked.set(request);
            return answer;
        };
        return new Lookups(routes, shelf, purging, probe, () -> NOW);
    }

    private static Explanation explain(Lookups lookups, boolean ask) {
        return lookups.explain("GET", URL, Map.of("Accept", "*/*"), ask).await().atMost(Duration.ofSeconds(5));
    }

    private void store() {
        CacheRequest request = new CacheRequest(Method.GET, URL, Headers.none());
        OriginResponse came = new OriginResponse(200, Headers.of("Cache-Control", "max-age=60"), NOW, NOW);
        Storing.Store kept = (Storing.Store) new CacheRules(ROUTE.caching()).storing(request, came);
        shelf.put(
                        ROUTE.key(Method.GET, URL, Headers.none()),
                        kept.response().withExtent(new Extent.Whole(3)),
                        Multi.createFrom().item(Buffer.buffer("abc")),
                        NOW.plusSeconds(60),
                        NOW)
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    @Test
    void whatIsStoredIsFoundAndNobodyIsAsked() {
        store();
        Explanation explanation = explain(lookups(Uni.createFrom().failure(new IllegalStateException())), true);
        assertThat(explanation.answer()).isEqualTo(Answer.HIT);
        assertThat(explanation.stored())
                .singleElement()
                .satisfies(one -> assertThat(one.bytes()).isEqualTo(3));
        assertThat(asked).hasNullValue();
    }

    @Test
    void theOriginIsAskedOnlyWhereThatIsWanted() {
        OriginResponse answer = new OriginResponse(200, Headers.of("Cache-Control", "no-store"), NOW, NOW);
        Lookups lookups = lookups(Uni.createFrom().item(answer));
        assertThat(explain(lookups, false).answer()).isEqualTo(Answer.MISS);
        assertThat(asked).hasNullValue();
        assertThat(explain(lookups, true).because())
                .last()
                .asString()
                .contains("would not be stored: it says no-store");
        assertThat(asked.get().uri()).isEqualTo(URL);
        asked.set(null);
        lookups.explain("POST", URL, Map.of(), true).await().atMost(Duration.ofSeconds(5));
        assertThat(asked).as("a lookup writes nothing").hasNullValue();
    }

    @Test
    void anOriginThatFailsIsSaidToHaveFailed() {
        Lookups lookups = lookups(Uni.createFrom().failure(new IllegalStateException("a secret")));
        assertThat(explain(lookups, true).because())
                .last()
                .asString()
                .isEqualTo("The origin, asked just now, did not answer.");
    }

    @Test
    void theLastPurgeThatCoversItIsNamed() {
        Lookups lookups = lookups(Uni.createFrom().nothing());
        for (Purge other : List.of(
                new Purge.Host("other.example"),
                new Purge.Prefix("shop.example", List.of("a", "bb")),
                new Purge.Prefix("shop.example", List.of("b")),
                PurgeNames.url(routes.now(), URI.create("http://shop.example/a/b")),
                new Purge.Tag("x"))) {
            purging.purge(other, Purge.Mode.HARD, other.toString(), "nobody")
                    .await()
                    .indefinitely();
        }
        assertThat(explain(lookups, false).because()).last().asString().contains("A miss");
        for (Purge covering : List.of(
                new Purge.All(),
                new Purge.Host("shop.example"),
                new Purge.Prefix("shop.example", List.of("a")),
                new Purge.Prefix("shop.example", List.of("a", "b")),
                PurgeNames.url(routes.now(), URI.create("https://Shop.Example:8443/a/b?c=d")))) {
            purging.purge(covering, Purge.Mode.SOFT, covering.toString(), covering.toString())
                    .await()
                    .indefinitely();
            assertThat(explain(lookups, false).because()).last().asString().contains("by " + covering + " (soft)");
        }
    }

    @Test
    void whatNobodyCouldSendIsNoRequest() {
        Lookups lookups = lookups(Uni.createFrom().nothing());
        assertThatIllegalArgumentException().isThrownBy(() -> lookups.explain("G T", URL, Map.of(), false));
        assertThatIllegalArgumentException().isThrownBy(() -> lookups.explain("GET", URL, Map.of("a", "b\nc"), false));
    }
}
