package dev.catchwater.edge.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Kind;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Query;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.why.Explanation.Answer;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Storing;
import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.StoredEntry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainingTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static Route route(KeyPolicy key, Lifetimes lifetimes) {
        return Route.of(
                "shop",
                new Match(List.of("shop.example"), List.of(), List.of()),
                OriginGroup.of("o", List.of(URI.create("http://127.0.0.1:1"))),
                key,
                lifetimes,
                Compression.OFF,
                Limits.DEFAULT,
                Optional.empty());
    }

    private static final Route PLAIN = route(KeyPolicy.DEFAULT, Lifetimes.DEFAULT);

    private static CacheRequest request(String method, String path, String... headers) {
        return new CacheRequest(new Method(method), URI.create("http://shop.example" + path), Headers.of(headers));
    }

    private static StoredEntry entry(Route route, CacheRequest request, int secondsAgo, String... headers) {
        Instant then = NOW.minusSeconds(secondsAgo);
        OriginResponse came = new OriginResponse(200, Headers.of(headers), then, then);
        StoredResponse stored = switch (new CacheRules(route.caching()).storing(request, came)) {
            case Storing.Store(StoredResponse kept) -> kept.withExtent(new Extent.Whole(10));
            case Storing.Skip(String reason) -> throw new AssertionError(reason);
        };
        return new StoredEntry(stored, new Ten(), NOW.plusSeconds(600));
    }

    private record Ten() implements Content {
        @Override
        public long length() {
            return 10;
        }

        @Override
        public Multi<Buffer> read(long offset, long length) {
            throw new AssertionError("an explanation reads no content");
        }
    }

    private static Explanation explain(Route route, CacheRequest request, StoredEntry... found) {
        Explaining explaining = new Explaining(new Routes(List.of(route)), NOW);
        assertThat(explaining.route(request)).contains(route);
        return explaining.of(route, request, List.of(found), List.of("It was purged."));
    }

    /** What is stored is 10 s old. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET|-|Cache-Control: max-age=100|HIT|A hit: it is 10 s old and stays fresh for 1 min 30 s.",
                "HEAD|-|Cache-Control: max-age=100|HIT|A hit",
                "POST|-|Cache-Control: max-age=100|PASS|POST is always the origin's to answer.",
                "GET|Cache-Control: no-cache|Cache-Control: max-age=100|REVALIDATE|the request's own Cache-Control or Pragma",
                "GET|-|Cache-Control: max-age=3|REVALIDATE|it has been stale for 7 s.",
                "GET|-|Cache-Control: max-age=100, no-cache|REVALIDATE|it says no-cache",
                "GET|-|Cache-Control: max-age=3, stale-while-revalidate=60|STALE|stale for 7 s: stale-while-revalidate allows it",
                "GET|Cache-Control: max-stale|Cache-Control: max-age=3|STALE|the request accepts that (max-stale).",
                "GET|Cache-Control: only-if-cached|Cache-Control: max-age=3|REFUSED|the node answers 504"
            })
    void itSaysWhatTheRulesDecide(String method, String asked, String said, Answer answer, String words) {
        String[] fields = asked == null ? new String[0] : asked.split(": ", 2);
        StoredEntry stored = entry(
                PLAIN,
                request("GET", "/a"),
                10,
                Stream.of(said.split(": ", 2), new String[] {"ETag", "\"1\""})
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        Explanation explanation = explain(PLAIN, request(method, "/a", fields), stored);
        assertThat(explanation.answer()).isEqualTo(answer);
        assertThat(String.join(" ", explanation.because())).contains("The route “shop” takes it.", words);
        assertThat(explanation.stored()).singleElement().satisfies(variant -> {
            assertThat(variant.bytes()).isEqualTo(10);
            assertThat(variant.fits()).isTrue();
        });
    }

    @Test
    void aMissOfWhatWasPurgedSaysSoAndOneOfWhatNeverWasDoesNot() {
        assertThat(explain(PLAIN, request("GET", "/a")).because())
                .containsExactly(
                        "The route “shop” takes it.", "A miss: nothing is stored under this key.", "It was purged.");
        StoredEntry stored = entry(PLAIN, request("GET", "/a"), 1, "Cache-Control", "max-age=5");
        assertThat(explain(PLAIN, request("GET", "/a"), stored).because()).doesNotContain("It was purged.");
    }

    @Test
    void whatIsSoftlyPurgedIsToldFromWhatIsMerelyStale() {
        StoredEntry fresh = entry(PLAIN, request("GET", "/a"), 1, "Cache-Control", "max-age=5", "ETag", "\"1\"");
        StoredEntry purged = new StoredEntry(fresh.response().invalidated(), fresh.content(), fresh.keepUntil());
        Explanation explanation = explain(PLAIN, request("GET", "/a"), purged);
        assertThat(explanation.answer()).isEqualTo(Answer.REVALIDATE);
        assertThat(explanation.because().getLast()).contains("it was purged softly, or made invalid by a write");
    }

    @Test
    void aMissByVaryNamesTheFields() {
        StoredEntry english = entry(
                PLAIN,
                request("GET", "/a", "Accept-Language", "en"),
                1,
                "Cache-Control",
                "max-age=50",
                "Vary",
                "Accept-Language",
                "ETag",
                "\"1\"");
        Explanation explanation = explain(PLAIN, request("GET", "/a", "Accept-Language", "de"), english);
        assertThat(explanation.answer()).isEqualTo(Answer.MISS);
        assertThat(explanation.because().getLast())
                .contains("A miss by Vary: one response is stored", "accept-language");
        assertThat(explanation.stored().getFirst().fits()).isFalse();
    }

    @Test
    void theKeyIsNamedWhereItIsNotTheUrl() {
        Route named = route(
                new KeyPolicy(Query.of("id"), List.of(), Set.of("lang"), KeyPolicy.OtherCookies.BYPASS),
                Lifetimes.DEFAULT);
        Explanation explanation = explain(named, request("GET", "/%61?utm=1&id=2"));
        assertThat(explanation.target()).isEqualTo("http://shop.example/a?id=2");
        assertThat(explanation.because())
                .anySatisfy(sentence -> assertThat(sentence).contains("no other parameter counts"))
                .anySatisfy(sentence -> assertThat(sentence).contains("kept apart by the cookie lang"));
        Explanation past = explain(named, request("GET", "/a", "Cookie", "sid=1"));
        assertThat(past.answer()).isEqualTo(Answer.PASS);
        assertThat(past.because().getLast()).contains("It goes past the cache");
    }

    @ParameterizedTest
    @CsvSource({"/a/../b, dot segment", "/a%2fb, encoded slash"})
    void whatIsAmbiguousIsRefused(String path, String why) {
        Explaining explaining = new Explaining(new Routes(List.of(PLAIN)), NOW);
        CacheRequest request = request("GET", path);
        assertThat(explaining.route(request)).isEmpty();
        assertThat(explaining.withoutRoute(request).because().getFirst()).contains("It is refused", why);
    }

    @Test
    void whatNoRouteTakesSaysSo() {
        Explaining explaining = new Explaining(Routes.NONE, NOW);
        Explanation explanation = explaining.withoutRoute(request("GET", "/a"));
        assertThat(explanation.answer()).isEqualTo(Answer.REFUSED);
        assertThat(explanation.because()).containsExactly("No route takes shop.example/a: the node answers 421.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "private|It would not be stored: it says private, and this cache is shared.",
                "max-age=60|It would be stored, and be fresh for 1 min.",
                "no-cache|It would be stored, but be confirmed by the origin each time",
                "-|It would be stored, and be fresh for 1 s."
            })
    void anAnswerOfTheOriginIsJudgedByTheRulesAndTheRoute(String control, String words) {
        Route page = route(Kind.PAGE.key(), Kind.PAGE.lifetimes());
        CacheRequest request = request("GET", "/a");
        Headers said =
                control == null ? Headers.of("ETag", "\"1\"") : Headers.of("Cache-Control", control, "ETag", "\"1\"");
        Explanation explanation = new Explaining(new Routes(List.of(page)), NOW)
                .withAnswer(explain(page, request), page, request, new OriginResponse(200, said, NOW, NOW));
        assertThat(explanation.because().getLast()).contains(words);
        assertThat(String.join(" ", explanation.because()).contains("In its place the route says “max-age=1”"))
                .isEqualTo(control == null);
    }
}
