package dev.catchwater.fairlead.balance;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BalanceStageTest {
    private static final Endpoint ONE = Members.endpoint(1);
    private static final Endpoint TWO = Members.endpoint(2);
    private static final Endpoint THREE = Members.endpoint(3);
    private static final Request GET = Request.get("http://orders.test/1");

    private final ManualTimers timers = new ManualTimers();
    private final List<CallEvent.EndpointChanged> events = new ArrayList<>();
    private final List<Request> sent = new ArrayList<>();
    private final Deque<Runnable> posted = new ArrayDeque<>();
    private final ToldSource source = new ToldSource();
    private Function<Request, Uni<Response>> upstream =
            request -> Uni.createFrom().item(Answers.of(request, 200));
    private final Next next = request -> Uni.createFrom().deferred(() -> {
        sent.add(request);
        return upstream.apply(request);
    });

    private Pools pools(EndpointSource from, BalancePolicy policy) {
        return Pools.open(
                List.of(Endpoints.of("http://orders.test", from).withPolicy(policy)),
                timers,
                new Random(1),
                (origin, endpoint) -> endpoint.trusted() || endpoint.equals(THREE),
                event -> events.add((CallEvent.EndpointChanged) event),
                next);
    }

    private BalanceStage stage(Pools pools) {
        return new BalanceStage(pools, timers, () -> posted::add);
    }

    private static BalancePolicy inTurn() {
        return BalancePolicy.DEFAULT.withPicking(Picking.roundRobin());
    }

    private List<String> asked() {
        return sent.stream()
                .map(request -> request.endpoint().orElseThrow().authority())
                .toList();
    }

    @Test
    void requestsToOneOriginGoToItsEndpointsAndOthersPass() {
        BalanceStage stage = stage(pools(EndpointSource.of(ONE, TWO), inTurn()));
        for (int i = 0; i < 4; i++) {
            get(stage.apply(GET, next));
        }
        assertThat(asked()).containsExactly("10.0.0.1:80", "10.0.0.2:80", "10.0.0.1:80", "10.0.0.2:80");
        assertThat(sent.getFirst().uri()).isEqualTo(GET.uri());
        get(stage.apply(Request.get("http://other.test/"), next));
        assertThat(sent.getLast().endpoint()).isEmpty();
    }

    @Test
    void theAttemptsOfACallGoToEndpointsItWasNotSentToYet() {
        BalanceStage balance = stage(pools(EndpointSource.of(ONE, TWO, THREE), BalancePolicy.DEFAULT));
        for (int i = 0; i < 200; i++) {
            sent.clear();
            Next threeTimes = request -> balance.apply(request, next)
                    .flatMap(first -> balance.apply(request, next))
                    .flatMap(second -> balance.apply(request, next));
            get(new TriedStage().apply(GET, threeTimes));
            assertThat(asked()).doesNotHaveDuplicates().hasSize(3);
        }
    }

    @Test
    void attemptsWaitForTheFirstEndpointsAndWhoIsCancelledNoLonger() {
        Pools pools = pools(source, BalancePolicy.DEFAULT);
        BalanceStage stage = stage(pools);
        List<Response> answers = new ArrayList<>();
        stage.apply(GET, next).subscribe().with(answers::add);
        stage.apply(GET, next).subscribe().with(answers::add).cancel();
        assertThat(sent).isEmpty();
        source.changed(THREE);
        assertThat(posted).hasSize(1);
        posted.remove().run();
        assertThat(answers).hasSize(1);
        assertThat(asked()).containsExactly("10.0.0.3:80");
        pools.close();
        assertThat(source.closed).isTrue();
    }

    @Test
    void withoutEndpointsAttemptsFailAndSayWhy() {
        BalanceStage stage = stage(pools(source, BalancePolicy.DEFAULT));
        source.changed();
        assertThat(failureOf(stage.apply(GET, next))).isEqualTo(new HttpFailure.UnknownHost("orders.test"));
        source.changed(ONE, TWO);
        assertThat(failureOf(stage.apply(GET, next))).isEqualTo(new HttpFailure.Forbidden("orders.test", "10.0.0.2"));
        source.changed(ONE, THREE);
        get(stage.apply(GET, next));
        assertThat(asked()).containsExactly("10.0.0.3:80");
        source.failed();
        assertThat(failureOf(stage.apply(GET, next))).isInstanceOf(HttpFailure.UnknownHost.class);
    }

    @Test
    void whatIsInFlightIsGivenBackHoweverAnAttemptEnds() {
        Pools pools = pools(EndpointSource.of(ONE), BalancePolicy.DEFAULT);
        BalanceStage stage = stage(pools);
        upstream = request -> Uni.createFrom().item(Answers.of(request, 200, Headers.none(), "body"));
        Response read = get(stage.apply(GET, next));
        assertThat(pools.views().getFirst().inFlight()).isOne();
        get(read.body().bytes());
        get(stage.apply(GET, next)).body().cancel();
        get(stage.apply(GET, next)).body().abort(new HttpFailure.TooLarge("it", 1));
        upstream = request -> Uni.createFrom().failure(new HttpFailure.Closed().asException());
        failureOf(stage.apply(GET, next));
        upstream = request -> Uni.createFrom().nothing();
        stage.apply(GET, next).subscribe().with(response -> {}).cancel();
        assertThat(pools.views().getFirst().inFlight()).isZero();
    }

    private void failFrom(Endpoint sick) {
        upstream = request -> request.endpoint().orElseThrow().authority().equals(sick.authority())
                ? Uni.createFrom().failure(new HttpFailure.Refused("http://orders.test:80", "no").asException())
                : Uni.createFrom().item(Answers.of(request, 200));
    }

    @Test
    void anEndpointThatFailsIsLeftAloneForAWhileAndLedInAgainSlowly() {
        Pools pools = pools(EndpointSource.of(ONE, TWO), inTurn());
        BalanceStage stage = stage(pools);
        failFrom(ONE);
        for (int i = 0; i < 10; i++) {
            get(stage.apply(GET, next).onFailure().recoverWithItem(Answers.of(GET, 204)));
        }
        assertThat(events.getLast())
                .isEqualTo(new CallEvent.EndpointChanged(
                        0, "http://orders.test:80", "10.0.0.1:80", EndpointState.EJECTED, "failures in a row", 1, 2));
        assertThat(pools.views().getFirst().until()).contains(timers.instant().plusSeconds(30));
        sent.clear();
        for (int i = 0; i < 10; i++) {
            get(stage.apply(GET, next));
        }
        assertThat(asked()).containsOnly("10.0.0.2:80");
        timers.clock().advance(Duration.ofSeconds(30));
        assertThat(pools.views().getFirst().state()).isEqualTo(EndpointState.AVAILABLE);
        upstream = request -> Uni.createFrom().item(Answers.of(request, 200));
        sent.clear();
        for (int i = 0; i < 110; i++) {
            get(stage.apply(GET, next));
        }
        assertThat(asked().stream().filter("10.0.0.1:80"::equals).count()).isBetween(9L, 11L);
        assertThat(events.getLast().to()).isEqualTo(EndpointState.AVAILABLE);
        timers.clock().advance(Duration.ofSeconds(30));
        sent.clear();
        for (int i = 0; i < 100; i++) {
            get(stage.apply(GET, next));
        }
        assertThat(asked().stream().filter("10.0.0.1:80"::equals).count()).isBetween(49L, 51L);
    }

    @Test
    void aBodyThatBreaksIsAFailureAndAnUnreadSuccessIsNone() {
        Pools pools = pools(EndpointSource.of(ONE, TWO), inTurn());
        BalanceStage stage = stage(pools);
        upstream = request -> Uni.createFrom().item(Answers.of(request, 200, Headers.none(), "body"));
        for (int i = 0; i < 10; i++) {
            Response response = get(stage.apply(GET, next));
            if (sent.getLast().endpoint().orElseThrow().authority().equals(ONE.authority())) {
                response.body().abort(new HttpFailure.Disconnected("http://orders.test:80", "reset"));
            } else {
                response.body().cancel();
            }
        }
        assertThat(pools.views())
                .extracting(EndpointView::state)
                .containsExactly(EndpointState.EJECTED, EndpointState.AVAILABLE);
    }

    @Test
    void streamsThatBreakAfterALongWhileSayNothing() {
        Pools pools = pools(EndpointSource.of(ONE, TWO), inTurn());
        BalanceStage stage = stage(pools);
        upstream = request -> Uni.createFrom().item(Answers.of(request, 200, Headers.none(), "body"));
        for (int i = 0; i < 20; i++) {
            Response response = get(stage.apply(GET, next));
            timers.clock().advance(Duration.ofSeconds(30));
            response.body().abort(new HttpFailure.Disconnected("http://orders.test:80", "reset"));
        }
        assertThat(pools.views()).extracting(EndpointView::state).containsOnly(EndpointState.AVAILABLE);
    }

    @Test
    void aSilentEndpointIsFoundOutByTheDeadlinesOfItsCallers() {
        Pools pools = pools(EndpointSource.of(ONE, TWO), inTurn());
        BalanceStage stage = stage(pools);
        upstream = request -> Uni.createFrom().nothing();
        for (int i = 0; i < 9; i++) {
            Request limited = GET.withExpiry(timers.nanos() + 1_000_000_000);
            var call = stage.apply(limited, next).subscribe().with(response -> {});
            timers.clock().advance(Duration.ofMillis(i % 2 == 0 ? 1_000 : 500));
            call.cancel();
        }
        assertThat(pools.views())
                .extracting(EndpointView::state)
                .containsExactly(EndpointState.EJECTED, EndpointState.AVAILABLE);
    }

    @Test
    void failingFastIsNotBeingFast() {
        BalanceStage stage =
                stage(pools(EndpointSource.of(ONE, TWO), BalancePolicy.DEFAULT.withEjection(Ejection.OFF)));
        upstream = request -> {
            timers.clock().advance(Duration.ofMillis(20));
            return request.endpoint().orElseThrow().authority().equals(ONE.authority())
                    ? Uni.createFrom().item(Answers.of(request, 503))
                    : Uni.createFrom().item(() -> {
                        timers.clock().advance(Duration.ofMillis(30));
                        return Answers.of(request, 200);
                    });
        };
        for (int i = 0; i < 50; i++) {
            get(stage.apply(GET, next));
        }
        assertThat(asked().stream().filter("10.0.0.1:80"::equals).count()).isLessThan(3);
    }

    @Test
    void anEndpointThatIsNamedLaterIsLedInAndOneThatIsNoLongerGoesWithoutHarm() {
        Pools pools = pools(source, inTurn());
        BalanceStage stage = stage(pools);
        source.changed(ONE.byTheOperator(), THREE);
        upstream = request -> Uni.createFrom().item(Answers.of(request, 200, Headers.none(), "body"));
        Response open = get(stage.apply(GET, next));
        source.changed(THREE, TWO.byTheOperator());
        assertThat(events).extracting(CallEvent.EndpointChanged::to).contains(EndpointState.GONE);
        assertThat(pools.views()).extracting(EndpointView::weight).containsExactly(1.0, 0.1);
        get(open.body().bytes());
        sent.clear();
        for (int i = 0; i < 11; i++) {
            get(get(stage.apply(GET, next)).body().bytes());
        }
        assertThat(asked().stream().filter("10.0.0.2:80"::equals)).hasSize(1);
    }
}
