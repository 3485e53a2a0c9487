package dev.catchwater.fairlead.breaker;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.CircuitState.CLOSED;
import static dev.catchwater.fairlead.CircuitState.HALF_OPEN;
import static dev.catchwater.fairlead.CircuitState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Phase;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerStageTest extends BreakerCase {
    @Test
    void anOriginThatFailedOftenIsNotAskedUntilItsTimeIsUp() {
        open(GET);
        HttpFailure refusal = failureOf(send(well));
        assertThat(refusal).isInstanceOfSatisfying(HttpFailure.CircuitOpen.class, open -> {
            assertThat(open.origin()).isEqualTo(ORIGIN);
            assertThat(Duration.between(timers.instant(), open.retryAt()))
                    .isBetween(Duration.ofSeconds(1), OPEN_AT_MOST);
        });
        assertThat(events).endsWith(new CallEvent.TurnedAway(0, refusal));
        timers.clock().advance(OPEN_AT_MOST);
        assertThat(get(send(well)).status()).isEqualTo(204);
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void changesAreToldByTheCallThatCausedThem() {
        open(GET.with(CallListener.CALL, 7L));
        timers.clock().advance(OPEN_AT_MOST);
        get(send(GET.with(CallListener.CALL, 8L), well));
        assertThat(events)
                .containsExactly(
                        new CallEvent.CircuitChanged(7, ORIGIN, CLOSED, OPEN),
                        new CallEvent.CircuitChanged(8, ORIGIN, OPEN, HALF_OPEN),
                        new CallEvent.CircuitChanged(8, ORIGIN, HALF_OPEN, CLOSED));
    }

    @Test
    void aFailedProbeOpensForTwiceAsLong() {
        openAndWait();
        failureOf(send(dead));
        timers.clock().advance(OPEN_AT_MOST);
        assertThat(failureOf(send(well))).isInstanceOf(HttpFailure.CircuitOpen.class);
        timers.clock().advance(OPEN_AT_MOST);
        get(send(well));
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void halfOfTwentyCallsThatFailOpenAsWell() {
        for (int i = 0; i < 19; i++) {
            if (i % 2 == 0) {
                failureOf(send(dead));
            } else {
                get(send(well));
            }
        }
        assertThat(state()).isEqualTo(CLOSED);
        failureOf(send(dead));
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void failuresAWindowApartAreNotInARow() {
        for (int i = 0; i < 30; i++) {
            failureOf(send(dead));
            timers.clock().advance(Duration.ofSeconds(11));
        }
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void slowAnswersOpenWhereThePolicySaysSo() {
        policy(POLICY.withTrip(POLICY.trip().withSlow(Duration.ofSeconds(1), 1)));
        for (int i = 0; i < 20; i++) {
            var call = send(request -> Uni.createFrom().emitter(emitter -> {
                request.depart();
                timers.after(
                        Duration.ofSeconds(1),
                        () -> emitter.complete(dev.catchwater.fairlead.Answers.of(request, 204)));
            }));
            call.subscribe().with(response -> {});
        }
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void anAnswerThatWantsToBeLeftAloneForMillenniaOpensTheCircuitAndReachesItsCaller() {
        for (int i = 0; i < 3; i++) {
            assertThat(get(send(answering(503, "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")))
                            .status())
                    .isEqualTo(503);
        }
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void aRetryAfterHoldsTheCircuitOpenForAsLong() {
        failureOf(send(dead));
        failureOf(send(dead));
        get(send(answering(503, "Retry-After", "120")));
        assertThat(circuits.views().getFirst().retryAt())
                .contains(timers.instant().plus(Duration.ofSeconds(120)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void serverErrorsAreFailures(int status) {
        for (int i = 0; i < 3; i++) {
            get(send(answering(status)));
        }
        assertThat(state()).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 304, 404, 408, 429})
    void otherAnswersAreNot(int status) {
        for (int i = 0; i < 40; i++) {
            get(send(answering(status)));
        }
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void faultsOfOurOwnSayNothing() {
        for (HttpFailure ours : java.util.List.of(
                new HttpFailure.Forbidden("h", "127.0.0.1"),
                new HttpFailure.InvalidRequest("no"),
                new HttpFailure.Overloaded(1),
                new HttpFailure.Closed(),
                new HttpFailure.TooLarge("it", 1),
                new HttpFailure.Disconnected(ORIGIN, "a kept connection was closed", true),
                new HttpFailure.TimedOut(Phase.QUEUE, Duration.ofSeconds(1)))) {
            for (int i = 0; i < 40; i++) {
                failureOf(send(request -> Uni.createFrom().failure(ours.asException())));
            }
            assertThat(state()).as(ours.message()).isEqualTo(CLOSED);
        }
    }

    @Test
    void aBodyThatBreaksIsAFailure() {
        for (int i = 0; i < 3; i++) {
            get(send(flowing)).body().abort(new HttpFailure.Disconnected(ORIGIN, "reset"));
        }
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void aBodyThatBreaksAfterItHasFlowedForLongIsNone() {
        for (int i = 0; i < 30; i++) {
            Response stream = get(send(flowing));
            timers.clock().advance(POLICY.patience());
            stream.body().abort(new HttpFailure.Disconnected(ORIGIN, "the server restarts"));
        }
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void anOriginThatKeepsCallsWaitingUntilTheirDeadlineHasFailedThem() {
        for (int i = 0; i < 3; i++) {
            var hurried = GET.withExpiry(timers.nanos() + Duration.ofSeconds(1).toNanos());
            var call = send(hurried, departed).subscribe().with(response -> {});
            timers.clock().advance(Duration.ofSeconds(1));
            call.cancel();
        }
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void aCallThatIsCancelledOrNeverLeftOurQueueSaysNothing() {
        for (int i = 0; i < 40; i++) {
            send(departed).subscribe().with(response -> {}).cancel();
            var hurried = GET.withExpiry(timers.nanos() + 1);
            var queued = send(hurried, silent).subscribe().with(response -> {});
            timers.clock().advance(Duration.ofMillis(1));
            queued.cancel();
        }
        assertThat(state()).isEqualTo(CLOSED);
    }
}
