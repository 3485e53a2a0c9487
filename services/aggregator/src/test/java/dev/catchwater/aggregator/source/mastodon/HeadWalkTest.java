package dev.catchwater.aggregator.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Secret;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.post.PostKey;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadWalkTest {

    private static final String PATH = "/api/v1/timelines/public";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.create(
            vertx, Settings.named("test").withGuard(GuardPolicy.OFF).withRetries(RetryPolicy.NEVER));

    @AfterEach
    void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aGapLargerThanAPageIsWalkedFromBelow(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH).noQuery("min_id")).reply(page(161, 200));
        upstream.when(Match.get(PATH).query("min_id", "100")).reply(page(101, 140));
        upstream.when(Match.get(PATH).query("min_id", "140")).reply(page(141, 180));

        FetchResult.Fetched fetched = walk(upstream, "100");
        assertThat(names(fetched)).containsExactlyElementsOf(expected(101, 200));
        assertThat(fetched.memory().head()).isEqualTo("200");
        assertThat(fetched.more()).isFalse();
    }

    @Test
    void aShortAbsenceNeedsOnePage(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH).noQuery("min_id")).reply(page(161, 200));
        FetchResult.Fetched fetched = walk(upstream, "170");
        assertThat(upstream.requests()).hasSize(1);
        assertThat(names(fetched)).containsExactlyElementsOf(expected(161, 200));
    }

    @Test
    void theMarkDoesNotJumpOverAGapThatIsTooLongForOneVisit(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH).noQuery("min_id")).reply(page(9961, 10_000));
        for (int at = 100; at < 900; at += 40) {
            upstream.when(Match.get(PATH).query("min_id", Integer.toString(at))).reply(page(at + 1, at + 40));
        }
        FetchResult.Fetched fetched = walk(upstream, "100");
        assertThat(fetched.more()).isTrue();
        assertThat(fetched.memory().head()).isEqualTo("500");
        assertThat(names(fetched)).containsExactlyElementsOf(expected(101, 500));
    }

    @Test
    void anExhaustedBudgetEndsTheWalkAndSaysHowLongToWait(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH).noQuery("min_id")).reply(page(961, 1000));
        upstream.when(Match.get(PATH).query("min_id", "100"))
                .reply(page(101, 140)
                        .header("Date", "Sun, 22 Nov 2026 10:00:00 GMT")
                        .header("X-RateLimit-Remaining", "0")
                        .header("X-RateLimit-Reset", "2026-11-22T10:04:00.000000Z"));
        FetchResult.Fetched fetched = walk(upstream, "100");
        assertThat(fetched.more()).isTrue();
        assertThat(fetched.hints().retryAfter()).isEqualTo(Duration.ofMinutes(4));
        assertThat(fetched.memory().head()).isEqualTo("140");
    }

    @Test
    void tooManyRequestsSaysHowLongToWaitByTheServersClock(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH))
                .reply(Reply.status(429)
                        .header("Date", "Sun, 22 Nov 2020 10:00:00 GMT")
                        .header("X-RateLimit-Reset", "2020-11-22T10:05:00.000000Z"));
        assertThatThrownBy(() -> walk(upstream, "100"))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        thrown -> assertThat(thrown.failure())
                                .isEqualTo(new SourceFailure.Limited(Duration.ofMinutes(5))));
    }

    @Test
    void aTimelineStillBeingAssembledMovesNothing(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH))
                .reply(Reply.status(206)
                        .header("Content-Type", "application/json")
                        .body("[]"));
        assertThat(result(upstream, "100")).isInstanceOf(FetchResult.Unchanged.class);
    }

    @Test
    void whatIsWrittenAfterAnEmptyFirstVisitIsReadFromTheBeginning(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH).noQuery("min_id")).reply(Reply.json("[]"), page(161, 200));
        upstream.when(Match.get(PATH).query("min_id", "0")).reply(page(121, 160));
        upstream.when(Match.get(PATH).query("min_id", "160")).reply(page(161, 200));

        FetchResult.Fetched first = walk(upstream, null);
        assertThat(first.changes()).isEmpty();
        FetchResult.Fetched second = walk(upstream, first.memory().head());
        assertThat(names(second)).containsExactlyElementsOf(expected(121, 200));
    }

    @Test
    void nothingNewIsAskedWithTheValidator(@HttpMock Upstream upstream) {
        upstream.when(Match.get(PATH).header("If-None-Match", "W/\"1\"")).reply(Reply.status(304));
        assertThat(new HeadWalk(api(upstream), base(upstream), PATH + "?", 3, HeadWalkTest::plenty)
                        .from(new Source.Memory("W/\"1\"", null, "100"))
                        .await()
                        .atMost(Duration.ofSeconds(10)))
                .isInstanceOf(FetchResult.Unchanged.class);
    }

    @Test
    void theTokenGoesToItsInstanceAndNowhereElse(@HttpMock Upstream upstream, @HttpMock Upstream stranger) {
        upstream.when(Match.get(PATH))
                .reply(page(1, 40).header("Link", "<" + stranger.uri(PATH) + "?max_id=1>; rel=\"next\""));
        MastodonApi api = new MastodonApi(
                http, Map.of(base(upstream), new Secret("s3cret")), Runnable::run, InstantSource.system());
        new HeadWalk(api, base(upstream), PATH + "?", 3, HeadWalkTest::plenty)
                .from(Source.Memory.NONE)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(upstream.requests().getFirst().header("Authorization")).contains("Bearer s3cret");
        assertThat(stranger.requests()).isEmpty();
        assertThat(new Secret("s3cret")).hasToString("[redacted]");
    }

    private FetchResult.Fetched walk(Upstream upstream, @Nullable String head) {
        return (FetchResult.Fetched) result(upstream, head);
    }

    private FetchResult result(Upstream upstream, @Nullable String head) {
        return new HeadWalk(api(upstream), base(upstream), PATH + "?", 3, HeadWalkTest::plenty)
                .from(new Source.Memory(null, null, head))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static Uni<Void> plenty(int bytes) {
        return Uni.createFrom().voidItem();
    }

    private MastodonApi api(Upstream upstream) {
        return new MastodonApi(http, Map.of(), Runnable::run, InstantSource.system());
    }

    private static String base(Upstream upstream) {
        String slashed = upstream.uri("/").toString();
        return slashed.substring(0, slashed.length() - 1);
    }

    private static Reply page(int from, int to) {
        return Reply.json(IntStream.iterate(to, id -> id >= from, id -> id - 1)
                .mapToObj(id -> "{\"id\":\"" + id + "\",\"uri\":\"https://s.example/" + id
                        + "\",\"visibility\":\"public\",\"content\":\"<p>x</p>\","
                        + "\"created_at\":\"2026-11-22T10:00:00Z\",\"account\":{\"id\":\"1\",\"acct\":\"a\"}}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    private static List<String> expected(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> "https://s.example/" + id)
                .toList();
    }

    private static List<String> names(FetchResult.Fetched fetched) {
        return fetched.changes().stream()
                .map(change -> ((Change.Seen) change).draft().key())
                .map(PostKey::externalId)
                .distinct()
                .toList();
    }
}
