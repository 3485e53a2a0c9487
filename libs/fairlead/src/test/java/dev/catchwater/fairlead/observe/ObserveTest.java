package dev.catchwater.fairlead.observe;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.EndpointState;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ObserveTest {
    private static final Request GET =
            Request.get("http://upstream.test/path?key=secret").withHeader("Cookie", "secret");

    private final ManualTimers timers = new ManualTimers();
    private final List<CallEvent> events = new ArrayList<>();
    private final ObserveStage stage = new ObserveStage(timers, events::add);
    private final Next upstream =
            request -> Uni.createFrom().item(() -> Answers.of(request, 200, Headers.none(), "body"));

    @Test
    void aCallBeginsIsAnsweredAndEndsWithItsBodyInThatOrder() {
        Response response = get(stage.apply(GET, upstream));
        timers.clock().advance(Duration.ofSeconds(2));
        get(response.body().bytes());
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isInstanceOf(CallEvent.Began.class);
        assertThat(events.get(1)).isEqualTo(new CallEvent.Answered(1, 200, Duration.ZERO));
        assertThat(events.get(2)).isInstanceOfSatisfying(CallEvent.Ended.class, end -> {
            assertThat(end.outcome()).isEqualTo(new Outcome.Completed(4));
            assertThat(end.took()).isEqualTo(Duration.ofSeconds(2));
        });
    }

    @Test
    void everyBeginningHasExactlyOneEnd() {
        get(stage.apply(GET, upstream)).body().cancel();
        failureOf(stage.apply(GET, request -> Uni.createFrom().failure(new HttpFailure.Closed().asException())));
        get(stage.apply(GET, request -> Uni.createFrom().item(Answers.of(request, 204))));
        stage.apply(GET, request -> Uni.createFrom().nothing())
                .subscribe()
                .with(r -> {})
                .cancel();
        get(stage.apply(GET, upstream)).body().abort(new HttpFailure.TooLarge("it", 1));
        List<Long> began = calls(CallEvent.Began.class);
        assertThat(began).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(calls(CallEvent.Ended.class)).isEqualTo(began);
    }

    private List<Long> calls(Class<? extends CallEvent> kind) {
        return events.stream().filter(kind::isInstance).map(CallEvent::call).toList();
    }

    @Test
    void aListenerThatThrowsHarmsNoCall() {
        var careful = new ObserveStage(timers, new Careful(event -> {
            throw new IllegalStateException("a bug of the listener's");
        }));
        assertThat(get(get(careful.apply(GET, upstream)).text())).isEqualTo("body");
    }

    @Test
    void endpointsAreGaugedByOriginAndTheirChangesCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry, "feeds");
        String origin = "http://orders.internal:80";
        meters.on(new CallEvent.EndpointChanged(0, origin, "10.0.0.1:80", EndpointState.AVAILABLE, "named", 2, 2));
        meters.on(new CallEvent.EndpointChanged(
                7, origin, "10.0.0.1:80", EndpointState.EJECTED, "failures in a row", 1, 2));
        assertThat(gauge(registry, "available")).isEqualTo(1);
        assertThat(gauge(registry, "known")).isEqualTo(2);
        assertThat(registry.get("fairlead.endpoint.changes")
                        .tags("client", "feeds", "origin", origin, "to", "ejected")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static double gauge(SimpleMeterRegistry registry, String state) {
        return registry.get("fairlead.endpoints").tags("state", state).gauge().value();
    }

    @Test
    void metersCountWhatHappened() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry, "feeds");
        HttpFailure late = new HttpFailure.TimedOut(HttpFailure.Phase.CONNECT, Duration.ofSeconds(1));
        meters.on(new CallEvent.Began(1, GET));
        meters.on(new CallEvent.Queued(1));
        meters.on(new CallEvent.Admitted(1, Duration.ofMillis(5)));
        meters.on(new CallEvent.Paused(1, "origin http://upstream.test:80", Duration.ofSeconds(30)));
        meters.on(new CallEvent.LimitChanged(1, 12));
        meters.on(new CallEvent.LimitChanged(1, 13));
        meters.on(new CallEvent.Retrying(1, 1, "503", Duration.ofMillis(5)));
        meters.on(new CallEvent.TurnedAway(1, new HttpFailure.Overloaded(3)));
        meters.on(new CallEvent.Ended(1, GET, 200, new Outcome.Completed(4), Duration.ofMillis(30)));
        meters.on(new CallEvent.Ended(2, GET, 0, new Outcome.Failed(late), Duration.ofMillis(30)));
        meters.on(new CallEvent.Ended(3, GET, 200, new Outcome.Cancelled(), Duration.ofMillis(30)));
        var completed = registry.get("fairlead.calls")
                .tags("client", "feeds", "method", "GET", "status", "200", "outcome", "completed")
                .timer();
        assertThat(completed.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30);
        assertThat(registry.get("fairlead.calls")
                        .tags("status", "0", "outcome", "timeout_connect")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("fairlead.calls")
                        .tags("outcome", "cancelled")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("fairlead.queue").timer().count()).isEqualTo(1);
        assertThat(registry.get("fairlead.queued").counter().count()).isEqualTo(1);
        assertThat(registry.get("fairlead.pauses").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(30);
        assertThat(registry.get("fairlead.limit").gauge().value()).isEqualTo(13);
        assertThat(registry.get("fairlead.retries")
                        .tags("reason", "503")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("fairlead.turned_away")
                        .tags("reason", "overloaded")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void circuitsThatAreNotClosedAreCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry, "test");
        Gauge notClosed = registry.get("fairlead.circuits.not_closed").gauge();
        meters.on(new CallEvent.CircuitChanged(1, "http://a.test:80", CircuitState.CLOSED, CircuitState.OPEN));
        meters.on(new CallEvent.CircuitChanged(2, "http://b.test:80", CircuitState.CLOSED, CircuitState.OPEN));
        meters.on(new CallEvent.CircuitChanged(3, "http://a.test:80", CircuitState.OPEN, CircuitState.HALF_OPEN));
        assertThat(notClosed.value()).isEqualTo(2);
        meters.on(new CallEvent.CircuitChanged(3, "http://a.test:80", CircuitState.HALF_OPEN, CircuitState.CLOSED));
        assertThat(notClosed.value()).isEqualTo(1);
        assertThat(registry.get("fairlead.circuit.changes")
                        .tags("client", "test", "to", "open")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void logLinesHoldPathsAndNoQueriesOrHeaders() {
        Logger logger = Logger.getLogger("dev.catchwater.fairlead.logged");
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            AccessLog log = new AccessLog("logged");
            log.on(new CallEvent.Began(1_234, GET));
            log.on(new CallEvent.Redirected(1_234, 302, URI.create("http://b.test/?secret")));
            log.on(new CallEvent.Retrying(1_234, 1, "503", Duration.ofMillis(7)));
            log.on(new CallEvent.Ended(1_234, GET, 200, new Outcome.Completed(4), Duration.ofMillis(1_030)));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines)
                .containsExactly(
                        "#1234 redirected (302)",
                        "#1234 attempt 1 failed (503), next in 7 ms",
                        "#1234 GET http://upstream.test:80/path 200 4 bytes in 1030 ms");
    }
}
