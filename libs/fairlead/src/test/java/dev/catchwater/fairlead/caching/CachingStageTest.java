package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachingStageTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final List<CallEvent> events = new ArrayList<>();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.inMemory(1_000_000, 1_000).withCollapse(CachingPolicy.Collapse.OFF),
            timers,
            () -> Runnable::run,
            events::add);
    private final Origin origin = new Origin();

    private Response send(Request request) {
        return get(stage.apply(request, origin));
    }

    private String read(Request request) {
        return get(send(request).text());
    }

    private static String status(Response response) {
        return response.headers().first("Cache-Status").orElse("");
    }

    private void pass(long seconds) {
        timers.clock().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void whatIsFreshIsNotAskedForAgain() {
        origin.answers(200, "one", CC, "max-age=10", "X", "1");
        Response first = send(ASK);
        assertThat(status(first)).isEqualTo("fairlead;fwd=uri-miss;stored");
        assertThat(get(first.text())).isEqualTo("one");
        pass(4);
        Response second = send(ASK);
        assertThat(status(second)).isEqualTo("fairlead;hit;ttl=6");
        assertThat(second.headers().all("Age")).containsExactly("4");
        assertThat(second.headers().all("X")).containsExactly("1");
        assertThat(get(second.text())).isEqualTo("one");
        assertThat(origin.requests).hasSize(1);
    }

    @Test
    void whatIsStaleIsValidatedAndItsContentUsedAgain() {
        origin.answers(200, "one", CC, "max-age=10", "ETag", "\"1\"")
                .answers(304, "", CC, "max-age=20", "ETag", "\"1\"");
        read(ASK);
        pass(10);
        Response validated = send(ASK.withHeader("If-None-Match", "\"0\""));
        assertThat(origin.requests.getLast().headers().all("If-None-Match")).containsExactly("\"1\"");
        assertThat(validated.status()).isEqualTo(200);
        assertThat(status(validated)).isEqualTo("fairlead;fwd=stale;fwd-status=304;ttl=20;stored");
        assertThat(get(validated.text())).isEqualTo("one");
        pass(19);
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(origin.requests).hasSize(2);
    }

    @Test
    void whatHasChangedReplaces() {
        origin.answers(200, "one", CC, "no-cache", "ETag", "\"1\"")
                .answers(200, "two", CC, "max-age=9", "ETag", "\"2\"");
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(read(ASK)).isEqualTo("two");
        assertThat(read(ASK)).isEqualTo("two");
    }

    @Test
    void aNotModifiedAboutSomethingElseIsAskedAgainWithoutConditions() {
        origin.answers(200, "one", CC, "no-cache", "ETag", "\"1\"")
                .answers(304, "", "ETag", "\"2\"")
                .answers(200, "two");
        read(ASK);
        assertThat(read(ASK)).isEqualTo("two");
        assertThat(origin.requests.getLast().headers().contains("If-None-Match"))
                .isFalse();
    }

    @Test
    void staleIsServedWhileItRevalidates() {
        origin.answers(200, "one", CC, "max-age=10, stale-while-revalidate=60", "ETag", "\"1\"")
                .answers(200, "two", CC, "max-age=10", "ETag", "\"2\"");
        read(ASK);
        pass(15);
        Response stale = send(ASK.withExpiry(timers.nanos() + 1).with(CallListener.CALL, 7L));
        assertThat(status(stale)).isEqualTo("fairlead;hit;ttl=-5");
        assertThat(get(stale.text())).isEqualTo("one");
        assertThat(read(ASK)).isEqualTo("two");
        // The refresh outlives the call that set it off.
        assertThat(origin.requests.getLast().remaining(timers)).isGreaterThan(Duration.ofDays(1));
        assertThat(origin.requests.getLast().get(CallListener.CALL)).isZero();
        assertThat(origin.requests).hasSize(2);
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void oneRefreshIsEnoughAndItDoesNotHangForever() {
        boolean[] cancelled = {false};
        origin.answers(200, "one", CC, "max-age=10, stale-while-revalidate=60")
                .answers(request ->
                        Uni.createFrom().<Response>nothing().onCancellation().invoke(() -> cancelled[0] = true));
        read(ASK);
        pass(15);
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(origin.requests).hasSize(2);
        assertThat(stage.refreshing()).isEqualTo(1);
        pass(30);
        assertThat(cancelled[0]).isTrue();
        assertThat(stage.refreshing()).isZero();
    }

    @Test
    void staleStandsInForAnOriginThatFailsOrCannotBeReached() {
        HttpFailure refused = new HttpFailure.Refused("http://origin.test:80", "refused");
        origin.answers(200, "one", CC, "max-age=10, stale-if-error=60")
                .answers(503, "busy")
                .fails(refused)
                .fails(refused);
        read(ASK);
        pass(20);
        Response stale = send(ASK);
        assertThat(status(stale)).isEqualTo("fairlead;fwd=stale;fwd-status=503;detail=\"stale-if-error\"");
        assertThat(get(stale.text())).isEqualTo("one");
        assertThat(read(ASK)).isEqualTo("one");
        pass(51);
        assertThat(failureOf(stage.apply(ASK, origin))).isEqualTo(refused);
    }

    @Test
    void eachUseOfTheStoreIsTold() {
        origin.answers(200, "one", CC, "max-age=10, stale-if-error=60", "ETag", "\"1\"")
                .answers(304, "")
                .answers(503, "");
        Request ask = ASK.with(CallListener.CALL, 7L);
        read(ask);
        read(ask);
        pass(10);
        read(ask);
        pass(10);
        read(ask);
        read(ask.withHeader(CC, "max-stale"));
        assertThat(events)
                .containsExactly(
                        new CallEvent.Cached(7, "fresh"),
                        new CallEvent.Cached(7, "validated"),
                        new CallEvent.Cached(7, "stand-in"),
                        new CallEvent.Cached(7, "stale"));
    }

    @Test
    void onlyIfCachedNeverGoesOut() {
        Response none = send(ASK.withHeader(CC, "only-if-cached"));
        assertThat(none.status()).isEqualTo(504);
        assertThat(origin.requests).isEmpty();
    }

    @Test
    void anUnsafeMethodThatSucceedsInvalidates() {
        origin.answers(200, "one", CC, "max-age=99")
                .answers(500, "")
                .answers(201, "", "Location", "/b")
                .answers(200, "two");
        read(ASK);
        pass(1);
        send(ASK.withMethod(Method.PUT));
        assertThat(read(ASK)).isEqualTo("one");
        send(ASK.withMethod(Method.PUT));
        assertThat(read(ASK)).isEqualTo("two");
    }

    @Test
    void anAnswerThatWasOnItsWayWhenItBecameInvalidIsNotFresh() {
        origin.answers(200, "old", CC, "max-age=99").answers(204, "").answers(200, "new", CC, "max-age=99");
        Response onItsWay = send(ASK);
        pass(1);
        send(ASK.withMethod(Method.DELETE));
        assertThat(get(onItsWay.text())).isEqualTo("old");
        assertThat(read(ASK)).isEqualTo("new");
    }

    @Test
    void headIsAnsweredFromAStoredGetAndBringsItUpToDate() {
        origin.answers(200, "one", CC, "max-age=10", "ETag", "\"1\"")
                .answers(200, "", CC, "max-age=50", "ETag", "\"1\"");
        read(ASK);
        Request head = ASK.withMethod(Method.HEAD);
        assertThat(send(head).body().isEmpty()).isTrue();
        assertThat(origin.requests).hasSize(1);
        pass(10);
        send(head);
        assertThat(read(ASK)).isEqualTo("one");
        assertThat(origin.requests).hasSize(2);
    }

    @Test
    void identitiesNeverSeeEachOthersAnswers() {
        origin.answers(200, "hers", CC, "max-age=10")
                .answers(200, "his", CC, "max-age=10")
                .answers(200, "nobody's", CC, "max-age=10");
        Request hers = ASK.withHeader("Authorization", "a");
        Request his = ASK.withHeader("Cookie", "b");
        for (int i = 0; i < 2; i++) {
            assertThat(read(hers)).isEqualTo("hers");
            assertThat(read(his)).isEqualTo("his");
            assertThat(read(ASK)).isEqualTo("nobody's");
        }
    }

    @Test
    void aBypassGoesPastTheCacheBothWays() {
        origin.answers(200, "one", CC, "max-age=10")
                .answers(200, "two", CC, "max-age=10")
                .answers(200, "three", CC, "max-age=10");
        assertThat(read(ASK.with(CachingStage.BYPASS, true))).isEqualTo("one");
        assertThat(read(ASK)).isEqualTo("two");
        assertThat(read(ASK.with(CachingStage.BYPASS, true))).isEqualTo("three");
        assertThat(read(ASK)).isEqualTo("two");
    }

    @Test
    void aLimitOnTheAnswerHoldsForStoredOnesToo() {
        origin.answers(200, "one", CC, "max-age=10");
        read(ASK);
        assertThat(failureOf(stage.apply(ASK.withMaxBody(2), origin))).isInstanceOf(HttpFailure.TooLarge.class);
    }

    @Test
    void answersHoldNoSecretKeys() {
        Request secret = ASK.withHeader("X-Api-Key", "hidden");
        assertThat(Keys.of(secret, ASK.uri(), CachePolicy.Mode.PRIVATE, CredentialFields.WELL_KNOWN)
                        .value())
                .startsWith("http://origin.test:80/a ")
                .doesNotContain("hidden");
    }
}
