package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Leaders that take long, break off, or whose answers are not for others. */
class LeaderTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final ManualTimers timers = new ManualTimers();
    private final List<UniEmitter<? super Response>> asked = new ArrayList<>();
    private Executor here = Runnable::run;
    private final CachingStage stage = new CachingStage(
            CachingPolicy.inMemory(1_000_000, 1_000).withCollapse(new CachingPolicy.Collapse(3, WAIT)),
            timers,
            () -> here,
            CallListener.NONE);

    private Uni<Response> send(Request request) {
        return stage.apply(request, sent -> Uni.createFrom().emitter(asked::add));
    }

    private CompletableFuture<Response> start() {
        return send(ASK).subscribeAsCompletionStage();
    }

    private void answer(int which, String body, String... headers) {
        asked.get(which).complete(Answers.of(ASK, 200, Headers.of(headers), body));
    }

    private static String text(CompletableFuture<Response> response) {
        return get(response.join().text());
    }

    @Test
    void anAnswerThatIsNotForOthersSendsThemOnTheirOwnWayAtOnce() {
        start();
        var second = start();
        start();
        answer(0, "one", "Cache-Control", "no-store");
        assertThat(asked).hasSize(3);
        answer(1, "two");
        assertThat(text(second)).isEqualTo("two");
    }

    @Test
    void anAnswerThatIsNotForOthersIsRememberedForAWhile() {
        start();
        answer(0, "one", "Cache-Control", "no-store");
        start();
        start();
        assertThat(asked).hasSize(3);
        assertThat(stage.waiting()).isZero();
        timers.clock().advance(Duration.ofSeconds(10));
        start();
        start();
        assertThat(asked).hasSize(4);
        assertThat(stage.waiting()).isEqualTo(1);
    }

    /** What stands still is the store; the next answer may be kept. */
    @Test
    void aStoreThatHasNoRoomForNowIsNotRemembered() {
        CachingStage full = new CachingStage(
                CachingPolicy.of(CachePolicy.PRIVATE, new FailingStore(new MemoryStore(1_000_000, 1_000)))
                        .withCollapse(new CachingPolicy.Collapse(3, WAIT)),
                timers,
                () -> here,
                CallListener.NONE);
        var first =
                full.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        answer(0, "one", "Cache-Control", "max-age=9");
        assertThat(text(first)).isEqualTo("one");
        for (int i = 0; i < 2; i++) {
            var _ = full.apply(ASK, sent -> Uni.createFrom().emitter(asked::add))
                    .subscribeAsCompletionStage();
        }
        assertThat(asked).hasSize(2);
        assertThat(full.waiting()).isEqualTo(1);
    }

    @Test
    void anErrorIsNotRemembered() {
        start();
        asked.getFirst().complete(Answers.of(ASK, 503));
        start();
        start();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLeaderThatTakesTooLongIsFollowedByTheFirstWhoWaits() {
        start();
        var second = start();
        var third = start();
        timers.clock().advance(WAIT.minusMillis(1));
        assertThat(asked).hasSize(1);
        timers.clock().advance(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);
        assertThat(stage.waiting()).isEqualTo(1);
        answer(1, "two", "Cache-Control", "max-age=9");
        assertThat(text(second)).isEqualTo("two");
        assertThat(text(third)).isEqualTo("two");
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void aSlowReaderOfTheLeadersBodyHoldsNobodyLonger() {
        var leader = start();
        var second = start();
        answer(0, "one", "Cache-Control", "max-age=9");
        leader.join();
        timers.clock().advance(WAIT);
        assertThat(asked).hasSize(2);
        answer(1, "two", "Cache-Control", "max-age=9");
        assertThat(text(second)).isEqualTo("two");
    }

    @Test
    void nobodyWaitsForMoreThanTwoLeaders() {
        start();
        start();
        start();
        start();
        timers.clock().advance(WAIT);
        assertThat(asked).hasSize(2);
        timers.clock().advance(WAIT);
        assertThat(asked).hasSize(4);
        assertThat(stage.waiting()).isZero();
    }

    @Test
    void aLeaderThatWasOvertakenAndSucceedsAfterAllIsForAll() {
        var first = start();
        start();
        var third = start();
        timers.clock().advance(WAIT);
        answer(0, "one", "Cache-Control", "max-age=9");
        assertThat(text(first)).isEqualTo("one");
        assertThat(text(third)).isEqualTo("one");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLeaderThatWasOvertakenAndFailsSendsNobodyAway() {
        start();
        start();
        start();
        timers.clock().advance(WAIT);
        asked.getFirst().fail(new HttpFailure.Refused("http://origin.test:80", "refused").asException());
        assertThat(asked).hasSize(2);
        assertThat(stage.waiting()).isEqualTo(1);
    }

    /** Or an origin that takes longer than that would never be known to answer each for himself. */
    @Test
    void aLeaderThatWasOvertakenKnowsAllTheSameThatAnswersAreNotForOthers() {
        start();
        start();
        start();
        timers.clock().advance(WAIT);
        answer(0, "one", "Cache-Control", "no-store");
        assertThat(asked).hasSize(3);
        assertThat(stage.waiting()).isZero();
        start();
        start();
        assertThat(asked).hasSize(5);
        assertThat(stage.waiting()).isZero();
    }

    @Test
    void asLongAsAnswersShowThatTheyAreNotForOthersNobodyWaitsForOne() {
        start();
        answer(0, "one", "Cache-Control", "no-store");
        for (int i = 1; i <= 10; i++) {
            timers.clock().advance(Duration.ofSeconds(6));
            start();
            start();
            assertThat(asked).hasSize(2 * i + 1);
            answer(2 * i, "more", "Cache-Control", "no-store");
        }
        assertThat(stage.waiting()).isZero();
    }

    @Test
    void oneThatIsForOthersAfterAllIsWaitedForAgain() {
        start();
        answer(0, "one", "Cache-Control", "no-store");
        var alone = start();
        answer(1, "two", "Cache-Control", "max-age=1");
        assertThat(text(alone)).isEqualTo("two");
        timers.clock().advance(Duration.ofSeconds(2));
        start();
        start();
        assertThat(asked).hasSize(3);
        assertThat(stage.waiting()).isEqualTo(1);
    }

    @Test
    void theNextLeaderLooksIntoTheStoreFirst() {
        var leader = send(ASK).subscribe().with(response -> {});
        var second = start();
        send(ASK.withHeader("If-None-Match", "\"0\""))
                .subscribe()
                .with(response -> response.text().subscribe().with(text -> {}));
        answer(1, "one", "Cache-Control", "max-age=9");
        leader.cancel();
        assertThat(text(second)).isEqualTo("one");
        assertThat(asked).hasSize(2);
    }
}
