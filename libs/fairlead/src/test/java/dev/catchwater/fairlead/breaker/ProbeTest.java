package dev.catchwater.fairlead.breaker;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.CircuitState.CLOSED;
import static dev.catchwater.fairlead.CircuitState.HALF_OPEN;
import static dev.catchwater.fairlead.CircuitState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Half-open circuits, which must neither flood an origin nor stay half-open for good; and the map of circuits. */
class ProbeTest extends BreakerCase {
    @Test
    void oneProbeAtATimeIsLetThrough() {
        openAndWait();
        send(silent).subscribe().with(response -> {});
        assertThat(failureOf(send(well))).isInstanceOf(HttpFailure.CircuitOpen.class);
    }

    @Test
    void aCancelledProbeGivesItsSlotBack() {
        openAndWait();
        for (int i = 0; i < 10; i++) {
            var probe = send(silent).subscribe().with(response -> {});
            assertThat(failureOf(send(well))).isInstanceOf(HttpFailure.CircuitOpen.class);
            probe.cancel();
            assertThat(state()).isEqualTo(HALF_OPEN);
        }
        get(send(well));
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void aProbeThatNothingIsHeardOfMakesRoomForAnother() {
        openAndWait();
        send(silent).subscribe().with(response -> {});
        timers.clock().advance(POLICY.patience());
        get(send(well));
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void aProbeWhoseBodyFlowsForLongHasProvedItsOrigin() {
        openAndWait();
        get(send(flowing));
        assertThat(failureOf(send(well))).isInstanceOf(HttpFailure.CircuitOpen.class);
        timers.clock().advance(POLICY.patience());
        get(send(flowing));
        get(send(flowing));
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void aProbeWhoseAnswerIsGivenUpHasBeenAnswered() {
        openAndWait();
        get(send(flowing)).body().cancel();
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void lateFailuresOfTheTimeBeforeDoNotCountAgainstTheProbe() {
        List<Response> early = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            early.add(get(send(flowing)));
        }
        openAndWait();
        send(silent).subscribe().with(response -> {});
        early.forEach(response -> response.body().abort(REFUSED));
        assertThat(state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void lateResultsOfAProbeDoNotCountInTheNextPhase() {
        policy(POLICY.withProbes(3));
        openAndWait();
        List<Response> probes = List.of(get(send(flowing)), get(send(flowing)));
        failureOf(send(dead));
        assertThat(state()).isEqualTo(OPEN);
        timers.clock().advance(OPEN_AT_MOST.multipliedBy(2));
        get(send(well));
        probes.forEach(late -> get(late.body().bytes()));
        assertThat(state()).as("one of three has succeeded").isEqualTo(HALF_OPEN);
    }

    @Test
    void threadsNeverGetMoreProbesThanThePolicyAllows() throws Exception {
        policy(POLICY.withProbes(2));
        openAndWait();
        AtomicInteger out = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> {
                    for (int n = 0; n < 5_000; n++) {
                        var probe = new BreakerStage(circuits, timers, CallListener.NONE)
                                .apply(
                                        GET,
                                        request -> Uni.createFrom().emitter(emitter -> {
                                            most.accumulateAndGet(out.incrementAndGet(), Math::max);
                                            emitter.onTermination(out::decrementAndGet);
                                        }))
                                .subscribe()
                                .with(response -> {}, refused -> {});
                        probe.cancel();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(most).hasValueBetween(1, 2);
        get(send(well));
        get(send(well));
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void originsAreJudgedEachForItself() {
        open(GET);
        get(send(Request.get("http://other.test/"), well));
        get(send(Request.get("https://upstream.test/"), well));
        get(send(Request.get("http://upstream.test:8080/"), well));
        assertThat(circuits.views()).extracting(CircuitView::state).containsOnlyOnce(OPEN);
    }

    @Test
    void theLeastUsedOriginMakesRoomButNeverOneThatIsOpenOrProbed() {
        openAndWait();
        send(silent).subscribe().with(response -> {});
        open(Request.get("http://open.test/"));
        for (int i = 0; i < 20; i++) {
            timers.clock().advance(java.time.Duration.ofMillis(1));
            get(send(Request.get("http://crawled" + i + ".test/"), well));
        }
        assertThat(circuits.views())
                .extracting(CircuitView::origin)
                .containsExactly("http://crawled18.test:80", "http://crawled19.test:80", "http://open.test:80", ORIGIN);
    }

    @Test
    void whereAllAreOpenAFurtherOriginIsAskedWithoutACircuit() {
        for (int i = 0; i < 4; i++) {
            open(Request.get("http://open" + i + ".test/"));
        }
        for (int i = 0; i < 10; i++) {
            failureOf(send(dead));
        }
        assertThat(circuits.views()).hasSize(4).extracting(CircuitView::state).containsOnly(OPEN);
        timers.clock().advance(OPEN_AT_MOST);
        open(GET);
        assertThat(state()).isEqualTo(OPEN);
    }
}
