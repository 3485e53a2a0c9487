package dev.catchwater.fairlead.admission;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionStageTest {
    private static final Request ASK = Request.get("http://upstream.test/");
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final ManualTimers timers = new ManualTimers();
    private final List<CallEvent> events = new ArrayList<>();
    private final Next upstream =
            request -> Uni.createFrom().item(() -> Answers.of(request, 200, Headers.none(), "body"));

    private AdmissionStage stage(int places, int queue) {
        return new AdmissionStage(new AdmissionPolicy(places, queue, WAIT), timers, () -> Runnable::run, events::add);
    }

    @Test
    void aPlaceIsHeldUntilTheBodyHasEndedAndFreeWhenItsReaderHearsOfIt() {
        AdmissionStage stage = stage(1, 0);
        Response response = get(stage.apply(ASK, upstream));
        assertThat(stage.inFlight()).isEqualTo(1);
        int[] seen = {-1};
        get(response.body().bytes().invoke(() -> seen[0] = stage.inFlight()));
        assertThat(seen[0]).isZero();
    }

    @Test
    void aFullQueueTurnsAwayAtOnce() {
        AdmissionStage stage = stage(1, 0);
        get(stage.apply(ASK, upstream));
        assertThat(failureOf(stage.apply(ASK, upstream))).isEqualTo(new HttpFailure.Overloaded(0));
        assertThat(events.getLast()).isInstanceOf(CallEvent.TurnedAway.class);
        assertThat(stage.inFlight()).isEqualTo(1);
    }

    @Test
    void whoWaitsTooLongFailsAndLeavesTheQueue() {
        AdmissionStage stage = stage(1, 5);
        get(stage.apply(ASK, upstream));
        var waiter = stage.apply(ASK, upstream).subscribeAsCompletionStage();
        timers.clock().advance(WAIT.minusMillis(1));
        assertThat(waiter).isNotDone();
        timers.clock().advance(Duration.ofMillis(1));
        assertThat(waiter).isCompletedExceptionally();
        assertThat(stage.queued()).isZero();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void aCancelledWaiterLeavesTheQueueAndItsTimer() {
        AdmissionStage stage = stage(1, 5);
        get(stage.apply(ASK, upstream));
        var waiter = stage.apply(ASK, upstream).subscribe().with(response -> {});
        assertThat(stage.queued()).isEqualTo(1);
        waiter.cancel();
        assertThat(stage.queued()).isZero();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void theNextInLineIsTheOneThatCameFirstAndGoesOnWithItsOwnExecutor() {
        List<String> ran = new ArrayList<>();
        String[] caller = {"a"};
        AdmissionStage stage = new AdmissionStage(
                new AdmissionPolicy(1, 5, WAIT),
                timers,
                () -> {
                    String mine = caller[0];
                    return task -> {
                        ran.add(mine);
                        task.run();
                    };
                },
                CallListener.NONE);
        Response first = get(stage.apply(ASK, upstream));
        caller[0] = "b";
        var second = stage.apply(ASK, upstream).subscribeAsCompletionStage();
        caller[0] = "c";
        var third = stage.apply(ASK, upstream).subscribeAsCompletionStage();
        first.body().cancel();
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
        second.join().body().cancel();
        assertThat(third).isCompleted();
        assertThat(ran).containsExactly("b", "c");
    }

    @Test
    void aStageBelowThatThrowsGivesThePlaceBack() {
        AdmissionStage stage = stage(1, 0);
        Uni<Response> call = stage.apply(ASK, request -> {
            throw new IllegalStateException("a bug");
        });
        var broken = call.subscribeAsCompletionStage();
        assertThat(broken).isCompletedExceptionally();
        assertThat(stage.inFlight()).isZero();
    }
}
