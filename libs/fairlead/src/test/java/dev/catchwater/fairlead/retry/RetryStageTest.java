package dev.catchwater.fairlead.retry;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryStageTest extends RetryCase {
    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aBusyAnswerIsAskedForAgainAfterAPause(int status) {
        answers(status);
        answers(200);
        var call = call(GET);
        assertThat(call).isNotDone();
        timers.clock().advance(Duration.ofMillis(100));
        assertThat(call.join().status()).isEqualTo(200);
        assertThat(events).element(1).isInstanceOfSatisfying(CallEvent.Retrying.class, retry -> {
            assertThat(retry.attempt()).isEqualTo(1);
            assertThat(retry.reason()).isEqualTo(Integer.toString(status));
        });
        assertThat(timers.clock().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 304, 400, 404, 500, 501})
    void otherAnswersAreTheCallers(int status) {
        answers(status);
        assertThat(call(GET).join().status()).isEqualTo(status);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void whenAttemptsRunOutTheLastAnswerIsTheCallersWithItsBody() {
        answers(503);
        var call = call(GET);
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(get(call.join().text())).isEqualTo("busy");
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void whenAttemptsRunOutTheLastFailureIsTheCallers() {
        fails(REFUSED);
        var call = call(GET);
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(failureOf(Uni.createFrom().completionStage(call))).isEqualTo(REFUSED);
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void theBodyOfAnAnswerThatIsNotTakenIsDiscarded() {
        List<Response> dropped = new ArrayList<>();
        script.add(request -> {
            Response busy = Answers.of(request, 503, Headers.none(), "busy");
            busy.body().onEnd(outcome -> dropped.add(busy));
            return busy;
        });
        answers(200);
        var call = call(GET);
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(call).isCompleted();
        assertThat(dropped).hasSize(1);
    }

    @Test
    void failuresThatAnotherAttemptCannotMendAreFinal() {
        for (HttpFailure failure : List.of(
                new HttpFailure.Forbidden("h", "127.0.0.1"),
                new HttpFailure.TooLarge("it", 1),
                new HttpFailure.Malformed("o", "r"),
                new HttpFailure.Overloaded(1),
                new HttpFailure.Closed(),
                new HttpFailure.TimedOut(HttpFailure.Phase.QUEUE, Duration.ofSeconds(1)))) {
            sent = 0;
            script.clear();
            fails(failure);
            assertThat(failureOf(Uni.createFrom().completionStage(call(GET)))).isEqualTo(failure);
            assertThat(sent).as(failure.message()).isEqualTo(1);
        }
    }

    @Test
    void aPostIsSentTwiceOnlyWithAnIdempotencyKey() {
        answers(503);
        assertThat(call(Request.post("http://upstream.test/")).join().status()).isEqualTo(503);
        assertThat(sent).isEqualTo(1);
        var keyed = call(Request.post("http://upstream.test/").withHeader("Idempotency-Key", "k"));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(keyed).isCompleted();
        assertThat(sent).isEqualTo(4);
    }

    @Test
    void aStreamThatCannotBeReadTwiceIsNeverSentTwice() {
        answers(503);
        Request upload = GET.withMethod(Method.PUT)
                .withStream("text/plain", Multi.createFrom().item(Buffer.buffer("x")));
        assertThat(call(upload).join().status()).isEqualTo(503);
        assertThat(sent).isEqualTo(1);
        var again = call(
                upload.withBody(new RequestBody.Stream(() -> Multi.createFrom().item(Buffer.buffer("x")), -1, true)));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(again).isCompleted();
        assertThat(sent).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"2,2", "0,0", "10,10"})
    void retryAfterInSecondsIsTheLeastPause(String header, long seconds) {
        answers(503, "Retry-After", header);
        answers(200);
        var call = call(GET);
        timers.clock().advance(Duration.ofSeconds(seconds));
        assertThat(call).isNotDone();
        timers.clock().advance(Duration.ofMillis(100));
        assertThat(call).isCompleted();
    }

    @Test
    void aRetryAfterDateIsMeasuredOnTheServersOwnClock() {
        // The server's clock is years behind ours.
        answers(503, "Date", "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After", "Sun, 06 Nov 1994 08:49:42 GMT");
        answers(200);
        var call = call(GET);
        timers.clock().advance(Duration.ofSeconds(5));
        assertThat(call).isNotDone();
        timers.clock().advance(Duration.ofMillis(100));
        assertThat(call).isCompleted();
    }

    @Test
    void aRetryAfterBeyondThePolicyGivesTheAnswerToTheCallerAtOnce() {
        answers(429, "Retry-After", "11");
        assertThat(call(GET).join().status()).isEqualTo(429);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void noAttemptIsPlannedBeyondTheDeadline() {
        answers(503, "Retry-After", "5");
        Request hurried = GET.withExpiry(timers.nanos() + Duration.ofSeconds(4).toNanos());
        assertThat(call(hurried).join().status()).isEqualTo(503);
        assertThat(sent).isEqualTo(1);
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void cancellingDuringThePauseSendsNothingMore() {
        answers(503);
        var running =
                stage(RetryPolicy.DEFAULT).apply(GET, upstream).subscribe().with(response -> {});
        running.cancel();
        assertThat(timers.clock().pending()).isZero();
        timers.clock().advance(Duration.ofMinutes(1));
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void asManyAttemptsAsAPolicyMayAskForFitOnTheStack() {
        answers(503);
        RetryPolicy patient =
                new RetryPolicy(100, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, Set.of(503));
        var call = stage(patient).apply(GET, upstream).subscribeAsCompletionStage();
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(call.join().status()).isEqualTo(503);
        assertThat(sent).isEqualTo(100);
    }
}
