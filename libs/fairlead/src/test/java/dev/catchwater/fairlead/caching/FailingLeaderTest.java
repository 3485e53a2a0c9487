package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many wait, and whoever asks for them fails: the origin is not asked by each of them. */
class FailingLeaderTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final HttpException REFUSED =
            new HttpFailure.Refused("http://origin.test:80", "refused").asException();

    private final ManualTimers timers = new ManualTimers();
    private final List<UniEmitter<? super Response>> asked = new ArrayList<>();
    private final List<CompletableFuture<Response>> calls = new ArrayList<>();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.inMemory(1_000_000, 1_000).withCollapse(new CachingPolicy.Collapse(100, WAIT)),
            timers,
            () -> Runnable::run,
            CallListener.NONE);

    private CompletableFuture<Response> start() {
        CompletableFuture<Response> call =
                stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
        calls.add(call);
        return call;
    }

    private void start(int many) {
        for (int i = 0; i < many; i++) {
            start();
        }
    }

    private void answer(int which, int status, String... headers) {
        asked.get(which).complete(Answers.of(ASK, status, Headers.of(headers), "one"));
    }

    @Test
    void twoThatFailInARowFailForAllWhoWait() {
        start(30);
        asked.get(0).fail(REFUSED);
        assertThat(asked).hasSize(2);
        assertThat(stage.waiting()).isEqualTo(28);
        asked.get(1).fail(REFUSED);
        assertThat(asked).hasSize(2);
        assertThat(calls).allSatisfy(call -> assertThat(call).isCompletedExceptionally());
        assertThat(stage.waiting()).isZero();
        assertThat(timers.clock().pending()).isZero();
        start();
        assertThat(asked).hasSize(3);
    }

    @Test
    void aLeadersOwnTimeIsNobodyElses() {
        start(30);
        HttpException late = new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, WAIT).asException();
        asked.get(0).fail(late);
        asked.get(1).fail(late);
        assertThat(asked).hasSize(3);
        assertThat(stage.waiting()).isEqualTo(27);
    }

    @Test
    void theSecondOneMayHaveBetterLuck() {
        start(30);
        asked.get(0).fail(REFUSED);
        answer(1, 200, "Cache-Control", "max-age=9");
        assertThat(get(calls.get(1).join().text())).isEqualTo("one");
        assertThat(calls.subList(2, 30))
                .allSatisfy(call -> assertThat(get(call.join().text())).isEqualTo("one"));
        assertThat(asked).hasSize(2);
    }

    /** What an error says may be for one alone: its status is told to all, by us. */
    @Test
    void twoErrorsInARowAreForAllWhoWaitAsWell() {
        start(30);
        answer(0, 503);
        assertThat(asked).hasSize(2);
        answer(1, 503);
        assertThat(asked).hasSize(2);
        assertThat(calls.get(1).join().status()).isEqualTo(503);
        assertThat(calls.subList(2, 30))
                .allSatisfy(call -> assertThat(failureOf(Uni.createFrom().completionStage(call)))
                        .matches(why -> why instanceof HttpFailure.BadStatus bad && bad.status() == 503));
    }

    @Test
    void whereSomethingStaleStandsInItDoesSoForAllAtOnce() {
        start();
        answer(0, 200, "Cache-Control", "max-age=9, stale-if-error=60");
        get(calls.getFirst().join().text());
        timers.clock().advance(Duration.ofSeconds(10));
        start(30);
        assertThat(asked).hasSize(2);
        asked.get(1).fail(REFUSED);
        assertThat(asked).hasSize(2);
        assertThat(calls.subList(1, 31))
                .allSatisfy(call -> assertThat(get(call.join().text())).isEqualTo("one"));
        timers.clock().advance(Duration.ofSeconds(1));
        start(30);
        answer(2, 503);
        assertThat(asked).hasSize(3);
        assertThat(calls.subList(31, 61))
                .allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
    }

    @Test
    void whoLosesPatienceGoesAloneAsLongAsTheyAreFew() {
        start(30);
        timers.clock().advance(WAIT);
        assertThat(asked).hasSize(2);
        timers.clock().advance(WAIT);
        assertThat(asked).as("three leaders, and sixteen on their own").hasSize(19);
        assertThat(calls.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(11)
                .allSatisfy(call -> assertThat(failureOf(Uni.createFrom().completionStage(call)))
                        .isEqualTo(new HttpFailure.TimedOut(HttpFailure.Phase.QUEUE, WAIT.multipliedBy(2))));
        assertThat(stage.waiting()).isZero();
    }
}
