package dev.catchwater.weather.flow;

import static dev.catchwater.weather.flow.ScriptedSource.current;
import static dev.catchwater.weather.flow.ScriptedSource.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final Instant START = Instant.parse("2026-02-06T21:10:00Z");
    private static final Duration FRESH = Duration.ofMinutes(10);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Board board = new Board(new Random(1));
    private final List<FlowEvent> events = new CopyOnWriteArrayList<>();
    private final ScriptedSource good = source(Provider.NWS, 1);
    private final ScriptedSource bad = source(Provider.OPEN_METEO, 50);

    @Test
    void aThousandReadersOfOnePlaceMakeOneCall() {
        List<UniEmitter<? super Map<String, Answer>>> waiting = new ArrayList<>();
        good.script = places -> Uni.createFrom().emitter(waiting::add);
        Gathering gathering = gathering(good);
        AtomicInteger served = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            gathering.refresh(List.of(place("a"))).subscribe().with(done -> served.incrementAndGet());
        }
        assertThat(good.asked).hasSize(1);
        assertThat(served).hasValue(0);
        waiting.getFirst().complete(Map.of("a", Answer.of(List.of(report(good)))));
        assertThat(served).hasValue(1_000);
        gathering.refresh(List.of(place("a"))).await().indefinitely();
        assertThat(good.asked).hasSize(1);
    }

    @Test
    void readerWhoGoesTakesTheAnswerFromNobody() {
        List<UniEmitter<? super Map<String, Answer>>> waiting = new ArrayList<>();
        good.script = places -> Uni.createFrom().emitter(waiting::add);
        Gathering gathering = gathering(good);
        AtomicInteger served = new AtomicInteger();
        var first = gathering.refresh(List.of(place("a"))).subscribe().with(done -> {});
        gathering.refresh(List.of(place("a"))).subscribe().with(done -> served.incrementAndGet());
        first.cancel();
        waiting.getFirst().complete(Map.of("a", Answer.of(List.of(report(good)))));
        assertThat(served).hasValue(1);
    }

    @Test
    void observationInTheFutureIsAFailureOfItsProductAlone() {
        Instant ahead = START.plus(Duration.ofDays(300));
        good.answering(
                ScriptedSource.current(Provider.NWS, ahead, FRESH, 280, Observation.Origin.STATION),
                ScriptedSource.hourly(Provider.NWS, START, 10, 280));
        gathering(good).refresh(List.of(place("a"))).await().indefinitely();
        assertThat(board.of("a").reports()).extracting(Report::product).containsExactly(Product.HOURLY);
        assertThat(board.of("a").troubles().get(Provider.NWS)).containsOnlyKeys(Product.CURRENT);
        // Clocks differ somewhat.
        now.set(START.plus(Duration.ofHours(2)));
        good.answering(ScriptedSource.current(
                Provider.NWS, now.get().plus(Duration.ofMinutes(14)), FRESH, 280, Observation.Origin.STATION));
        gathering(good).refresh(List.of(place("a"))).await().indefinitely();
        assertThat(board.of("a").reports()).hasSize(2);
        assertThat(board.of("a").troubles()).isEmpty();
    }

    @Test
    void placesAreAskedForTogetherWhereAProviderCanDoThat() {
        bad.answering(report(bad));
        gathering(bad).refresh(places(120)).await().indefinitely();
        assertThat(bad.asked).extracting(List::size).containsExactly(50, 50, 20);
    }

    @Test
    void oneThatFailsTakesNoOtherWithIt() {
        good.answering(report(good));
        bad.script = places -> Uni.createFrom().failure(new ProviderFailure.BadStatus(500, null).asException());
        gathering(bad, good).refresh(List.of(place("a"))).await().indefinitely();
        Snapshot seen = board.of("a");
        assertThat(seen.reports()).extracting(Report::provider).containsExactly(Provider.NWS);
        assertThat(seen.troubles()
                        .get(Provider.OPEN_METEO)
                        .get(Product.CURRENT)
                        .failure()
                        .message())
                .contains("500");
    }

    @Test
    void whatASourceThrowsAtOnceIsAFailureLikeAnyOther() {
        good.answering(report(good));
        bad.script = places -> {
            throw new IllegalStateException("broken");
        };
        gathering(bad, good).refresh(List.of(place("a"))).await().indefinitely();
        assertThat(board.of("a").reports()).hasSize(1);
        assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOf(FlowEvent.Fault.class));
    }

    @Test
    void hangingProviderIsGivenUpAndAskedAgainLater() {
        bad.script = places -> Uni.createFrom().nothing();
        good.answering(report(good));
        new Gathering(
                        List.of(bad, good),
                        board,
                        new Warnings(events::add),
                        new Forecasts(events::add),
                        Duration.ofMillis(50),
                        now::get,
                        events::add)
                .refresh(List.of(place("a")))
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(board.of("a").reports()).hasSize(1);
        assertThat(board.of("a")
                        .troubles()
                        .get(Provider.OPEN_METEO)
                        .get(Product.CURRENT)
                        .failure())
                .isInstanceOf(ProviderFailure.TimedOut.class);
    }

    @Test
    void nothingIsAskedForBeforeItsTermsAllow() {
        good.answering(report(good));
        Gathering gathering = gathering(good);
        gathering.refresh(List.of(place("a"))).await().indefinitely();
        now.set(START.plus(FRESH).minusSeconds(1));
        gathering.refresh(List.of(place("a"))).await().indefinitely();
        assertThat(good.asked).hasSize(1);
        now.set(START.plus(FRESH).plusSeconds(60));
        gathering.refresh(List.of(place("a"))).await().indefinitely();
        assertThat(good.asked).hasSize(2);
    }

    @Test
    void failuresPauseLongerEachTimeAndTheLastAnswerStays() {
        good.answering(report(good));
        Gathering gathering = gathering(good);
        gathering.refresh(List.of(place("a"))).await().indefinitely();
        good.script = places -> Uni.createFrom().failure(new ProviderFailure.Unreachable("gone").asException());
        now.set(START.plus(Duration.ofHours(1)));
        Duration before = Duration.ZERO;
        for (int i = 1; i <= 5; i++) {
            gathering.refresh(List.of(place("a"))).await().indefinitely();
            Trouble trouble = board.of("a").troubles().get(Provider.NWS).get(Product.CURRENT);
            Duration pause = Duration.between(now.get(), trouble.next());
            assertThat(trouble.times()).isEqualTo(i);
            assertThat(pause).isGreaterThan(before);
            before = pause;
            now.set(trouble.next());
        }
        assertThat(board.of("a").reports()).hasSize(1);
    }

    @Test
    void whoAsksUsToWaitIsLeftAloneThatLong() {
        good.script =
                places -> Uni.createFrom().failure(new ProviderFailure.Limited(Duration.ofHours(2)).asException());
        gathering(good).refresh(List.of(place("a"))).await().indefinitely();
        assertThat(board.due("a", Provider.NWS, Set.of(Product.CURRENT), START.plus(Duration.ofMinutes(119))))
                .isEmpty();
        assertThat(board.due("a", Provider.NWS, Set.of(Product.CURRENT), START.plus(Duration.ofMinutes(121))))
                .containsExactly(Product.CURRENT);
    }

    @Test
    void placeThatAnAnswerForgetsIsNotCovered() {
        bad.script = places -> Uni.createFrom().item(Map.of());
        gathering(bad).refresh(List.of(place("a"))).await().indefinitely();
        assertThat(board.of("a")
                        .troubles()
                        .get(Provider.OPEN_METEO)
                        .get(Product.CURRENT)
                        .failure())
                .isInstanceOf(ProviderFailure.NotCovered.class);
    }

    private Gathering gathering(ScriptedSource... sources) {
        return new Gathering(
                List.of(sources),
                board,
                new Warnings(events::add),
                new Forecasts(events::add),
                Duration.ofSeconds(20),
                now::get,
                events::add);
    }

    private static ScriptedSource source(Provider provider, int mostAtOnce) {
        return new ScriptedSource(provider, Set.of(Product.CURRENT), mostAtOnce);
    }

    private Report report(ScriptedSource source) {
        return current(source.provider(), now.get(), FRESH, 280, Observation.Origin.STATION);
    }

    private static List<Place> places(int count) {
        return IntStream.range(0, count).mapToObj(i -> place("p" + i)).toList();
    }
}
