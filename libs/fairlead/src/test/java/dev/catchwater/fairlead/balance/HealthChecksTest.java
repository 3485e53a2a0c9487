package dev.catchwater.fairlead.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.EndpointState;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    private static final HealthCheck CHECK = HealthCheck.of("/live");

    private final ManualTimers timers = new ManualTimers();
    private final List<Request> sent = new ArrayList<>();
    private final List<EndpointState> states = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private Function<Request, Uni<Response>> upstream =
            request -> Uni.createFrom().item(Answers.of(request, 200, Headers.none(), "fine"));
    private final Next next = request -> {
        sent.add(request);
        return upstream.apply(request).onCancellation().invoke(cancelled::incrementAndGet);
    };
    private EndpointSource.@Nullable Listener listener;

    private Pools open(HealthCheck check, Endpoint... endpoints) {
        EndpointSource source = (told, time, random) -> {
            listener = told;
            told.changed(List.of(endpoints));
            return () -> {};
        };
        return Pools.open(
                List.of(Endpoints.of("http://orders.test", source).withPolicy(BalancePolicy.DEFAULT.withCheck(check))),
                timers,
                new Random(1),
                (origin, endpoint) -> true,
                event -> states.add(((CallEvent.EndpointChanged) event).to()),
                next);
    }

    private Uni<Response> status(Request request, int status) {
        return Uni.createFrom().item(Answers.of(request, status, Headers.none(), "x"));
    }

    @Test
    void eachEndpointIsAskedForThePathAgainAndAgainAtJitteredIntervals() {
        Pools pools = open(CHECK, Members.endpoint(1), Members.endpoint(2));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(sent).extracting(Request::uri).allMatch(uri -> uri.toString().equals("http://orders.test:80/live"));
        assertThat(sent)
                .extracting(request -> request.endpoint().orElseThrow().authority())
                .containsExactlyInAnyOrder("10.0.0.1:80", "10.0.0.2:80");
        timers.clock().advance(Duration.ofSeconds(1_000));
        assertThat(sent).hasSizeBetween(180, 224);
        pools.close();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void intervalsDifferByUpToTheJitter() {
        List<Long> at = new ArrayList<>();
        upstream = request -> {
            at.add(timers.instant().toEpochMilli());
            return status(request, 200);
        };
        open(CHECK, Members.endpoint(1));
        timers.clock().advance(Duration.ofSeconds(1_000));
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            gaps.add(at.get(i) - at.get(i - 1));
        }
        assertThat(gaps).allMatch(gap -> gap >= 9_000 && gap <= 11_000);
        assertThat(gaps.stream().distinct().count()).isGreaterThan(50);
    }

    @Test
    void whatTheFirstCheckSaysCountsAndLaterThresholdsDo() {
        int[] status = {503};
        upstream = request -> status(request, status[0]);
        Pools pools = open(CHECK, Members.endpoint(1));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(state(pools)).isEqualTo(EndpointState.UNHEALTHY);
        status[0] = 200;
        timers.clock().advance(Duration.ofSeconds(11));
        assertThat(state(pools)).isEqualTo(EndpointState.UNHEALTHY);
        timers.clock().advance(Duration.ofSeconds(11));
        assertThat(state(pools)).isEqualTo(EndpointState.AVAILABLE);
        assertThat(pools.views().getFirst().weight()).isLessThan(1);
        status[0] = 302;
        advanceChecks(2);
        assertThat(state(pools)).isEqualTo(EndpointState.AVAILABLE);
        advanceChecks(1);
        assertThat(state(pools)).isEqualTo(EndpointState.UNHEALTHY);
        assertThat(states)
                .containsExactly(
                        EndpointState.AVAILABLE,
                        EndpointState.UNHEALTHY,
                        EndpointState.AVAILABLE,
                        EndpointState.UNHEALTHY);
    }

    private void advanceChecks(int more) {
        int wanted = sent.size() + more;
        while (sent.size() < wanted) {
            timers.clock().advance(Duration.ofMillis(100));
        }
    }

    private static EndpointState state(Pools pools) {
        return pools.views().getFirst().state();
    }

    @Test
    void aCheckThatTakesTooLongOrFailsIsAFailure() {
        Pools pools = open(CHECK, Members.endpoint(1));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(state(pools)).isEqualTo(EndpointState.AVAILABLE);
        upstream = request -> Uni.createFrom().nothing();
        advanceChecks(2);
        upstream = request -> Uni.createFrom().failure(new HttpFailure.Refused("", "").asException());
        advanceChecks(1);
        assertThat(cancelled).hasValue(2);
        assertThat(state(pools)).isEqualTo(EndpointState.UNHEALTHY);
    }

    @Test
    void checksEndWithTheirEndpointAndWithTheClient() {
        upstream = request -> Uni.createFrom().nothing();
        Pools pools = open(CHECK, Members.endpoint(1), Members.endpoint(2));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(sent).hasSize(2);
        if (listener != null) {
            listener.changed(List.of(Members.endpoint(2)));
        }
        assertThat(cancelled).hasValue(1);
        pools.close();
        assertThat(cancelled).hasValue(2);
        assertThat(timers.clock().pending()).isZero();
        if (listener != null) {
            listener.changed(List.of(Members.endpoint(3)));
        }
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void manyRandomSchedulesKeepOneCheckAnEndpointAndLeaveNothingBehind() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            sent.clear();
            AtomicInteger out = new AtomicInteger();
            upstream = request -> switch (random.nextInt(4)) {
                case 0 -> Uni.createFrom().<Response>nothing();
                case 1 -> status(request, 500);
                case 2 -> timers.pause(Duration.ofMillis(random.nextInt(3_000))).flatMap(done -> status(request, 200));
                default -> status(request, 200);
            };
            Function<Request, Uni<Response>> counted = upstream;
            upstream = request -> Uni.createFrom().deferred(() -> {
                assertThat(out.incrementAndGet()).isLessThanOrEqualTo(3);
                return counted.apply(request).onTermination().invoke(out::decrementAndGet);
            });
            Pools pools = open(CHECK, Members.endpoint(1), Members.endpoint(2), Members.endpoint(3));
            for (int i = 0; i < 20; i++) {
                timers.clock().advance(Duration.ofMillis(random.nextInt(5_000)));
            }
            pools.close();
            assertThat(out).hasValue(0);
            assertThat(timers.clock().pending()).isZero();
        }
    }
}
