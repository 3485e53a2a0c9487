package dev.catchwater.weather.flow;

import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers for what is due, each by itself, all at once: whoever asks about a place that is being asked about waits for
 * the same answer, and places are asked for together where a provider can do that. A provider that fails is noted and takes
 * no other with it.
 */
public final class Gathering {

    /** Clocks differ, and a model tells of the quarter of an hour that has begun. */
    private static final Duration AHEAD = Duration.ofMinutes(20);

    private final List<WeatherSource> sources;
    private final Board board;
    private final Warnings warnings;
    private final Forecasts forecasts;
    private final Duration deadline;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private final Map<Flight, Uni<Void>> flights = new HashMap<>();

    public Gathering(
            List<WeatherSource> sources,
            Board board,
            Warnings warnings,
            Forecasts forecasts,
            Duration deadline,
            InstantSource clock,
            Consumer<FlowEvent> events) {
        this.sources = List.copyOf(sources);
        this.board = board;
        this.warnings = warnings;
        this.forecasts = forecasts;
        this.deadline = deadline;
        this.clock = clock;
        this.events = events;
    }

    private record Flight(Provider provider, String place) {}

    /** The providers that are asked. */
    public List<WeatherSource> sources() {
        return sources;
    }

    /** Asks for all that is due about these places; ends when all answers are in. Never fails. */
    public Uni<Void> refresh(Collection<Place> places) {
        return Uni.createFrom().deferred(() -> {
            Set<Uni<Void>> awaited = new LinkedHashSet<>();
            sources.forEach(source -> awaited.addAll(flights(source, places)));
            return awaited.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join().all(List.copyOf(awaited)).andCollectFailures().replaceWithVoid();
        });
    }

    /** The flights that these places wait for: those in the air, and new ones of as many places as fit. */
    private List<Uni<Void>> flights(WeatherSource source, Collection<Place> places) {
        Instant now = clock.instant();
        List<Uni<Void>> awaited = new ArrayList<>();
        synchronized (flights) {
            Set<Product> wanted = EnumSet.noneOf(Product.class);
            List<Place> due = new ArrayList<>();
            for (Place place : places) {
                Uni<Void> flight = flights.get(new Flight(source.provider(), place.id()));
                Set<Product> products = source.covers(place)
                        ? board.due(place.id(), source.provider(), source.products(), now)
                        : Set.of();
                if (flight != null) {
                    awaited.add(flight);
                } else if (!products.isEmpty()) {
                    wanted.addAll(products);
                    due.add(place);
                }
            }
            for (int from = 0; from < due.size(); from += source.mostAtOnce()) {
                List<Place> together = due.subList(from, Math.min(due.size(), from + source.mostAtOnce()));
                awaited.add(start(source, List.copyOf(together), wanted));
            }
        }
        return awaited;
    }

    private Uni<Void> start(WeatherSource source, List<Place> places, Set<Product> wanted) {
        Instant began = clock.instant();
        Uni<Void> flight = Uni.createFrom()
                .deferred(() -> source.ask(places, wanted))
                .ifNoItem()
                .after(deadline)
                .fail()
                .invoke(answers -> answered(source, places, wanted, answers, began))
                .onFailure()
                .invoke(thrown -> failed(source, places, wanted, thrown))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid()
                .onTermination()
                .invoke(() -> landed(source, places))
                .memoize()
                .indefinitely();
        places.forEach(place -> flights.put(new Flight(source.provider(), place.id()), flight));
        return flight;
    }

    private void landed(WeatherSource source, List<Place> places) {
        synchronized (flights) {
            places.forEach(place -> flights.remove(new Flight(source.provider(), place.id())));
        }
    }

    private void answered(
            WeatherSource source, List<Place> places, Set<Product> wanted, Map<String, Answer> answers, Instant began) {
        Instant now = clock.instant();
        Provider provider = source.provider();
        events.accept(new FlowEvent.Asked(provider, places.size(), Duration.between(began, now)));
        for (Place place : places) {
            Answer answer = timely(answers.get(place.id()), now);
            if (answer == null) {
                board.fail(place.id(), provider, wanted, new ProviderFailure.NotCovered(), now);
                continue;
            }
            board.take(place.id(), provider, wanted, answer, now);
            answer.remarks().forEach(remark -> events.accept(new FlowEvent.Remarked(provider, remark)));
            answer.failures()
                    .forEach((product, failure) ->
                            events.accept(new FlowEvent.Failed(provider, Set.of(product), failure)));
            tell(place, provider, answer.reports(), now);
        }
    }

    /** What was observed in the future would stay the newest, and take the place of all that is still to come true. */
    private static @Nullable Answer timely(@Nullable Answer answer, Instant now) {
        if (answer == null || answer.reports().stream().noneMatch(report -> isAhead(report, now))) {
            return answer;
        }
        Map<Product, ProviderFailure> failures = new EnumMap<>(Product.class);
        failures.putAll(answer.failures());
        failures.put(Product.CURRENT, new ProviderFailure.Malformed("It tells of an observation in the future."));
        return new Answer(
                answer.reports().stream()
                        .filter(report -> !isAhead(report, now))
                        .toList(),
                failures,
                answer.remarks());
    }

    private static boolean isAhead(Report report, Instant now) {
        return report.content() instanceof Content.Current(Observation observation)
                && observation.observedAt() != null
                && observation.observedAt().isAfter(now.plus(AHEAD));
    }

    private void tell(Place place, Provider provider, List<Report> reports, Instant now) {
        for (Report report : reports) {
            switch (report.content()) {
                case Content.Alerts alerts -> warnings.listed(place, provider, alerts.messages(), now);
                case Content.Current current -> forecasts.observed(place.id(), current.observation(), now);
                case Content.Hourly hourly ->
                    forecasts.issue(place.id(), board.of(place.id()).reports(), now);
                case Content.Daily daily -> {
                    // Days are shown as they come; hours alone are blended.
                }
                case Content.Air air -> {
                    // Shown as it comes.
                }
            }
        }
        if (!reports.isEmpty()) {
            Set<Product> products = reports.stream().map(Report::product).collect(Collectors.toSet());
            events.accept(new FlowEvent.Updated(place.id(), provider, products));
        }
    }

    private void failed(WeatherSource source, List<Place> places, Set<Product> wanted, Throwable thrown) {
        ProviderFailure failure = switch (thrown) {
            case ProviderException known -> known.failure();
            case TimeoutException late ->
                new ProviderFailure.TimedOut("It did not answer in " + deadline.toSeconds() + " s.");
            default -> {
                events.accept(new FlowEvent.Fault("asking " + source.provider().label(), thrown));
                yield new ProviderFailure.Malformed("Its answer is none that we can read.");
            }
        };
        Instant now = clock.instant();
        places.forEach(place -> board.fail(place.id(), source.provider(), wanted, failure, now));
        events.accept(new FlowEvent.Failed(source.provider(), wanted, failure));
    }
}
