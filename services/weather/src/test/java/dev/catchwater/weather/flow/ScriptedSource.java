package dev.catchwater.weather.flow;

import dev.catchwater.weather.Answer;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A provider that does as it is told. */
final class ScriptedSource implements WeatherSource {

    private final Provider provider;
    private final Set<Product> products;
    private final int mostAtOnce;
    final List<List<Place>> asked = new CopyOnWriteArrayList<>();
    volatile Function<List<Place>, Uni<Map<String, Answer>>> script;

    ScriptedSource(Provider provider, Set<Product> products, int mostAtOnce) {
        this.provider = provider;
        this.products = products;
        this.mostAtOnce = mostAtOnce;
        this.script = places -> Uni.createFrom().item(Map.of());
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Set<Product> products() {
        return products;
    }

    @Override
    public boolean covers(Place place) {
        return true;
    }

    @Override
    public int mostAtOnce() {
        return mostAtOnce;
    }

    @Override
    public Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted) {
        asked.add(places);
        return script.apply(places);
    }

    /** Answers every place with the same reports. */
    ScriptedSource answering(Report... reports) {
        script = places -> {
            Map<String, Answer> answers = new HashMap<>();
            places.forEach(place -> answers.put(place.id(), Answer.of(List.of(reports))));
            return Uni.createFrom().item(answers);
        };
        return this;
    }

    static Place place(String id) {
        return new Place(id, id, new Position(40.7, -74), null, ZoneOffset.UTC, "US", Set.of("UGC:NYZ072"));
    }

    static Report current(Provider provider, Instant at, Duration fresh, double kelvin, Observation.Origin origin) {
        var observation = new Observation(at, origin, "KNYC", Map.of(Quantity.TEMPERATURE, kelvin), Sky.UNKNOWN);
        return new Report(provider, null, null, at, at.plus(fresh), new Content.Current(observation));
    }

    /** Hours from this one on, all alike. */
    static Report hourly(Provider provider, Instant at, int count, double kelvin) {
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hours.add(new Hour(
                    at.plus(Duration.ofHours(i)),
                    Duration.ofHours(1),
                    Map.of(Quantity.TEMPERATURE, kelvin),
                    List.of(),
                    Sky.UNKNOWN));
        }
        return new Report(provider, null, at, at, at.plus(Duration.ofHours(1)), new Content.Hourly(hours));
    }
}
