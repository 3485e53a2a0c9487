package dev.catchwater.fairlead.retry;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryRulesTest extends RetryCase {
    @Test
    void everyAttemptSaysHowOftenTheCallWasSentBefore() {
        List<Integer> seen = new ArrayList<>();
        script.add(request -> {
            seen.add(request.get(CallListener.RESENDS));
            return Answers.of(request, 503);
        });
        // Two before this: a redirect, say, and a retry of what redirected.
        var call = call(GET.with(CallListener.CALL, 7L).with(CallListener.RESENDS, 2));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly(2, 3, 4);
        assertThat(call.join().request().get(CallListener.RESENDS)).isEqualTo(4);
        assertThat(events.stream().filter(CallEvent.Attempted.class::isInstance))
                .containsExactly(
                        new CallEvent.Attempted(7, 1, 2),
                        new CallEvent.Attempted(7, 2, 3),
                        new CallEvent.Attempted(7, 3, 4));
    }

    @Test
    void statusesFailuresAndMethodsAreThePolicys() {
        RetryPolicy own = RetryPolicy.DEFAULT
                .withStatuses(Set.of(418))
                .withFailures(HttpFailure.Malformed.class::isInstance)
                .withMethods(Set.of(Method.POST));
        answers(418);
        fails(new HttpFailure.Malformed("o", "r"));
        answers(503);
        var posted = stage(own)
                .apply(Request.post("http://upstream.test/"), upstream)
                .subscribeAsCompletionStage();
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(posted.join().status()).isEqualTo(503);
        assertThat(sent).isEqualTo(3);
        script.clear();
        answers(418);
        assertThat(get(stage(own).apply(GET, upstream)).status()).isEqualTo(418);
        script.clear();
        fails(REFUSED);
        assertThat(failureOf(stage(own).apply(Request.post("http://upstream.test/"), upstream)))
                .isEqualTo(REFUSED);
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void whenTheBudgetIsSpentTheAnswerIsTheCallersAtOnce() {
        answers(503);
        RetryPolicy poor = RetryPolicy.DEFAULT.withBudget(new BudgetPolicy(0.5, Duration.ofSeconds(10), 0));
        RetryStage stage = stage(poor);
        var first = stage.apply(GET, upstream).subscribeAsCompletionStage();
        assertThat(get(first.join().text())).isEqualTo("busy");
        assertThat(events.getLast()).isEqualTo(new CallEvent.RetryDenied(0, 1, "503"));
        var second = stage.apply(GET, upstream).subscribeAsCompletionStage();
        assertThat(second).isNotDone();
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(second).isCompleted();
        assertThat(sent).isEqualTo(3);
    }
}
