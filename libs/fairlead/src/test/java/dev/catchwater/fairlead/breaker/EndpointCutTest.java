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
import org.junit.jupiter.api.Test;

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
