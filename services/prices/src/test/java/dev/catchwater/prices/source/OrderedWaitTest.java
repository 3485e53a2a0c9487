package dev.catchwater.prices.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.crawl.RobotsBook;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.prices.Leave;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.Seen;
import dev.catchwater.testkit.ManualClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order to wait is told whatever it comes with, and as soon as it is there. */
class OrderedWaitTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final URI URL = URI.create("https://shop.example/p/1");
    private static final Headers WAIT = Headers.of("Retry-After", "7200", "Location", "https://www.shop.example/p/1");
    private static final String ORDER = "shop.example PT2H";

    private final ManualClock clock = new ManualClock(NOW);
    private final List<String> orders = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 301, 302, 303, 304, 307, 308, 300, 403, 404, 410, 429, 500, 503})
    void itIsToldOfAPageWhateverTheStatus(int status) {
        look(Map.of(URL, new Scripted(status, WAIT, body("<p>9,99"))), Duration.ofSeconds(5));
        assertThat(orders).containsExactly(ORDER);
    }

    @Test
    void itIsToldOfAPageWhoseBodyBreaksOffOrNeverEnds() {
        Multi<Buffer> broken = Multi.createFrom().failure(new IOException("reset"));
        Seen seen = look(Map.of(URL, new Scripted(429, WAIT, broken)), Duration.ofSeconds(5));
        assertThat(seen).isInstanceOf(Seen.Silent.class);
        assertThat(orders).containsExactly(ORDER);
        orders.clear();
        Multi<Buffer> endless = Multi.createFrom().nothing();
        assertThat(look(Map.of(URL, new Scripted(429, WAIT, endless)), Duration.ofMillis(200)))
                .isNull();
        assertThat(orders).containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 404, 429, 503})
    void itIsToldOfARobotsTxtAndThePageIsNotAskedForMeanwhile(int status) {
        URI robots = URI.create("https://shop.example/robots.txt");
        Seen seen = look(Map.of(robots, new Scripted(status, WAIT, body(""))), Duration.ofSeconds(5));
        assertThat(seen).isInstanceOf(Seen.Waiting.class);
        assertThat(orders).containsExactly(ORDER);
    }

    @Test
    void itIsToldOfTheHostThatARobotsTxtLedTo() {
        URI robots = URI.create("https://shop.example/robots.txt");
        URI there = URI.create("https://www.shop.example/robots.txt");
        Scripted leads = new Scripted(301, Headers.of("Location", there.toString()), body(""));
        Seen seen = look(Map.of(robots, leads, there, new Scripted(429, WAIT, body(""))), Duration.ofSeconds(5));
        assertThat(seen).isInstanceOf(Seen.Waiting.class);
        assertThat(orders).containsExactly("beside www.shop.example PT2H");
    }

    private static Multi<Buffer> body(String text) {
        return Multi.createFrom().item(Buffer.buffer(text));
    }

    private record Scripted(int status, Headers headers, Multi<Buffer> body) {}

    /** Null if it took longer. */
    private @Nullable Seen look(Map<URI, Scripted> answers, Duration patience) {
        Next client = request -> {
            Scripted scripted = answers.getOrDefault(request.uri(), new Scripted(404, Headers.none(), body("")));
            return Uni.createFrom()
                    .item(new Response(
                            request, scripted.status, scripted.headers, ResponseBody.of(scripted.body, () -> {})));
        };
        var robots = new RobotsBook(client, "Catchwater", 10, clock);
        return new ShopPages(client, robots, "Catchwater", Runnable::run, clock)
                .look(page(), new Recording())
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> null)
                .await()
                .indefinitely();
    }

    private final class Recording implements Leave {

        @Override
        public Uni<Void> ask(@Nullable Duration crawlDelay) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Boolean> askBeside(URI address) {
            return Uni.createFrom().item(true);
        }

        @Override
        public Uni<Void> ordered(Duration wait) {
            orders.add("shop.example " + wait);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> orderedBeside(URI by, Duration wait) {
            orders.add("beside " + by.getHost() + " " + wait);
            return Uni.createFrom().voidItem();
        }
    }

    private static Page page() {
        return new Page(
                1,
                "https://shop.example",
                new Page.Shop(1, "shop", URI.create("https://shop.example/")),
                URL,
                Page.Kind.PRODUCT,
                null,
                1,
                NOW,
                "",
                Page.State.OK,
                null,
                "\"1\"",
                null,
                NOW,
                List.of(),
                null,
                Page.Way.STRAIGHT);
    }
}
