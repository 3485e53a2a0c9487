package dev.catchwater.fairlead.breaker;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.CircuitState.CLOSED;
import static dev.catchwater.fairlead.CircuitState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An origin with several endpoints, of which one is lost with all that is in flight there. */
class EndpointCutTest extends BreakerCase {
    private static final HttpFailure CUT = new HttpFailure.Disconnected(ORIGIN, "reset");

    private final List<UniEmitter<? super Response>> inFlight = new ArrayList<>();

    private static Endpoint endpoint(int number) {
        return Endpoint.of("10.0.0." + number, 80);
    }

    /** What balance and exchange do: choose, depart, wait. */
    private void depart(int endpoint, int attempts) {
        Next waiting = request -> Uni.createFrom().emitter(emitter -> {
            request.withEndpoint(endpoint(endpoint)).depart();
            inFlight.add(emitter);
        });
        for (int i = 0; i < attempts; i++) {
            send(waiting).subscribe().with(answer -> {}, failure -> {});
        }
        timers.clock().advance(Duration.ofMillis(1));
    }

    private void allFail(HttpFailure failure) {
        inFlight.forEach(attempt -> {
            attempt.fail(failure.asException());
            timers.clock().advance(Duration.ofMillis(1));
        });
        inFlight.clear();
    }

    private static Next at(int endpoint, HttpFailure failure) {
        return request -> Uni.createFrom().emitter(emitter -> {
            request.withEndpoint(endpoint(endpoint)).depart();
            emitter.fail(failure.asException());
        });
    }

    private static Next wellAt(int endpoint) {
        return request -> Uni.createFrom().item(() -> {
            request.withEndpoint(endpoint(endpoint)).depart();
            return Answers.of(request, 204);
        });
    }

    /** The origin has another endpoint. */
    @BeforeEach
    void anotherIsWell() {
        get(send(wellAt(9)));
    }

    @Test
    void whatWasInFlightAtALostEndpointIsOneFailure() {
        depart(1, 50);
        allFail(CUT);
        assertThat(state()).isEqualTo(CLOSED);
        assertThat(circuits.views().getFirst().failures()).isEqualTo(1);
    }

    @Test
    void whatSetsOutAfterwardsCountsAgain() {
        depart(1, 50);
        allFail(CUT);
        failureOf(send(at(1, REFUSED)));
        assertThat(state()).isEqualTo(CLOSED);
        timers.clock().advance(Duration.ofMillis(1));
        failureOf(send(at(1, REFUSED)));
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void lostEndpointsCountOneByOne() {
        depart(1, 5);
        depart(2, 5);
        allFail(CUT);
        assertThat(state()).isEqualTo(CLOSED);
        depart(3, 5);
        allFail(CUT);
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void bodiesThatBreakWithTheEndpointCountOnceToo() {
        List<Response> flows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            flows.add(get(send(request -> {
                request.withEndpoint(endpoint(1)).depart();
                return flowing.proceed(request);
            })));
        }
        timers.clock().advance(Duration.ofMillis(1));
        flows.forEach(flow -> flow.body().abort(CUT));
        assertThat(state()).isEqualTo(CLOSED);
    }

    /** What an origin has left answers nobody, so no loss is explained by another. */
    @ParameterizedTest
    @CsvSource({"1, 5", "1, 11", "2, 5", "3, 11"}) // the window is 10 s
    void whereAllEndpointsAreLostEachLossCounts(int endpoints, int seconds) {
        policy(POLICY); // nobody has been there before
        for (int i = 1; i <= endpoints; i++) {
            depart(i, 5);
        }
        timers.clock().advance(Duration.ofSeconds(seconds));
        allFail(CUT);
        assertThat(state()).isEqualTo(OPEN);
    }

    /** Calls that take longer than the window: the other one has not been asked for long, and is well. */
    @Test
    void anEndpointThatIsAskedSeldomExplainsLossesOfItsNeighbour() {
        depart(1, 50);
        timers.clock().advance(Duration.ofSeconds(60));
        allFail(CUT);
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void anEndpointThatIsBackExplainsLossesOfTheOthersAgain() {
        policy(POLICY);
        failureOf(send(at(1, REFUSED)));
        timers.clock().advance(Duration.ofMillis(1));
        get(send(wellAt(1)));
        depart(2, 50);
        allFail(CUT);
        assertThat(state()).isEqualTo(CLOSED);
    }

    /** Who was on the way before the loss says nothing of what came after it. */
    @Test
    void anAnswerThatWasOnItsWayBeforeTheLossIsNoRecovery() {
        policy(POLICY);
        depart(1, 2);
        depart(2, 50);
        inFlight.removeFirst().fail(CUT.asException());
        inFlight.removeFirst().complete(Answers.of(GET, 204));
        allFail(CUT);
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void anEndpointThatTheOriginHasNoMoreExplainsNothing() {
        timers.clock().advance(Duration.ofSeconds(12));
        depart(1, 5);
        allFail(CUT);
        assertThat(state()).isEqualTo(OPEN);
    }

    /** An answer is about its request, and what is wrong with it may be the origin's fault everywhere. */
    @Test
    void answersOfOneEndpointCountEach() {
        depart(1, 3);
        inFlight.forEach(attempt -> attempt.complete(Answers.of(GET, 500)));
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void whereAnOriginHasNoEndpointsEachAttemptCounts() {
        for (int i = 0; i < 3; i++) {
            send(request -> Uni.createFrom().emitter(emitter -> {
                        request.depart();
                        inFlight.add(emitter);
                    }))
                    .subscribe()
                    .with(answer -> {}, failure -> {});
        }
        allFail(CUT);
        assertThat(state()).isEqualTo(OPEN);
    }
}
