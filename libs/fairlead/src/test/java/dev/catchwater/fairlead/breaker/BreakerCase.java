package dev.catchwater.fairlead.breaker;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CircuitState;
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
import java.util.Random;

/** A breaker that opens after three failures in a row, for 1 s to 1.25 s, and its circuits. */
abstract class BreakerCase {
    static final Request GET = Request.get("http://upstream.test/");
    static final String ORIGIN = "http://upstream.test:80";
    static final HttpFailure REFUSED = new HttpFailure.Refused(ORIGIN, "refused");
    static final Duration OPEN_AT_MOST = Duration.ofMillis(1_250);
    static final BreakerPolicy POLICY = BreakerPolicy.DEFAULT
            .withTrip(new Trip(Duration.ofSeconds(10), 20, 0.5, 3, Duration.ZERO, 1))
            .withMaxOrigins(4);

    final ManualTimers timers = new ManualTimers();
    final List<CallEvent> events = new ArrayList<>();
    Circuits circuits = new Circuits(POLICY, timers, new Random(1));

    final Next dead = request -> Uni.createFrom().failure(REFUSED.asException());
    final Next well = request -> Uni.createFrom().item(() -> Answers.of(request, 204));
    final Next silent = request -> Uni.createFrom().nothing();
    final Next departed = request -> Uni.createFrom().emitter(emitter -> request.depart());
    final Next flowing = request -> Uni.createFrom().item(() -> Answers.of(request, 200, Headers.none(), "body"));

    void policy(BreakerPolicy policy) {
        circuits = new Circuits(policy, timers, new Random(1));
    }

    Uni<Response> send(Request request, Next upstream) {
        return new BreakerStage(circuits, timers, events::add).apply(request, upstream);
    }

    Uni<Response> send(Next upstream) {
        return send(GET, upstream);
    }

    static Next answering(int status, String... headers) {
        return request -> Uni.createFrom().item(() -> Answers.of(request, status, headers));
    }

    void open(Request request) {
        for (int i = 0; i < 3; i++) {
            Answers.failureOf(send(request, dead));
        }
    }

    /** A circuit that is just about to be probed. */
    void openAndWait() {
        open(GET);
        timers.clock().advance(OPEN_AT_MOST);
    }

    CircuitState state() {
        return circuits.views().stream()
                .filter(view -> view.origin().equals(ORIGIN))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
