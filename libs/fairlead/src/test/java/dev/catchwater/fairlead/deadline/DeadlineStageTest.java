package dev.catchwater.fairlead.deadline;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Phase;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineStageTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Request GET = Request.get("http://upstream.test/");

    private final ManualTimers timers = new ManualTimers();
    private final DeadlineStage stage = new DeadlineStage(LIMIT, timers);
    private final List<Request> sent = new ArrayList<>();
    private final Next answers = request -> Uni.createFrom().item(() -> {
        sent.add(request);
        return Answers.of(request, 200, Headers.none(), "body");
    });

    @Test
    void aCallWithoutAHeadFailsAtItsLimitAndIsCancelledBelow() {
        boolean[] cancelled = {false};
        Next silent =
                request -> Uni.createFrom().<Response>nothing().onCancellation().invoke(() -> cancelled[0] = true);
        var call = stage.apply(GET, silent).subscribeAsCompletionStage();
        timers.clock().advance(LIMIT.minusNanos(1));
        assertThat(call).isNotDone();
        timers.clock().advance(Duration.ofNanos(1));
        assertThat(failureOf(Uni.createFrom().completionStage(call)))
                .isEqualTo(new HttpFailure.TimedOut(Phase.TOTAL, LIMIT));
        assertThat(cancelled[0]).isTrue();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void aBodyThatNobodyReadsEndsAtTheLimit() {
        Response forgotten = get(stage.apply(GET, answers));
        List<Outcome> ends = new ArrayList<>();
        forgotten.body().onEnd(ends::add);
        timers.clock().advance(LIMIT);
        assertThat(ends).containsExactly(new Outcome.Failed(new HttpFailure.TimedOut(Phase.TOTAL, LIMIT)));
        assertThat(failureOf(forgotten.body().bytes())).isEqualTo(new HttpFailure.TimedOut(Phase.TOTAL, LIMIT));
    }

    @Test
    void anEndOfAnyKindCancelsTheTimer() {
        get(get(stage.apply(GET, answers)).body().bytes());
        assertThat(timers.clock().pending()).isZero();
        get(stage.apply(GET, answers)).body().cancel();
        assertThat(timers.clock().pending()).isZero();
        get(stage.apply(GET, request -> Uni.createFrom().item(Answers.of(request, 204))));
        assertThat(timers.clock().pending()).isZero();
        failureOf(stage.apply(GET, request -> Uni.createFrom().failure(new HttpFailure.Closed().asException())));
        assertThat(timers.clock().pending()).isZero();
        stage.apply(GET, request -> Uni.createFrom().nothing())
                .subscribe()
                .with(r -> {})
                .cancel();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void theStagesBelowKnowWhatIsLeft() {
        get(stage.apply(GET.withTimeout(Duration.ofSeconds(3)), answers));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(sent.getFirst().remaining(timers)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRequestMayHaveItsOwnLimitOrNone() {
        var own = stage.apply(
                        GET.withTimeout(Duration.ofSeconds(1)),
                        request -> Uni.createFrom().nothing())
                .subscribeAsCompletionStage();
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(own).isCompletedExceptionally();
        get(stage.apply(GET.withoutTimeout(), answers));
        get(stage.apply(GET.withTimeout(Duration.ofSeconds(Long.MAX_VALUE)), answers));
        assertThat(timers.clock().pending()).isZero();
    }
}
