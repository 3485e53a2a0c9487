package dev.catchwater.weather.source.openweathermap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Failures;
import dev.catchwater.weather.source.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * OpenWeatherMap: One Call 3.0 where the key may use it, otherwise current weather and the forecast of 2.5, which fail one by
 * one. Asked in its standard units, kelvin and m/s.
 */
public final class OpenWeatherMap implements WeatherSource {

    /** A mean of 24 hours, and the hour that is not over. */
    private static final Duration AIR_BACK = Duration.ofHours(25);

    private final Asking asking;
    private final String base;
    private final Secret key;
    private final boolean oneCall;
    private final boolean air;
    private final InstantSource clock;

    /**
     * A source.
     *
     * @param base the address up to {@code /data}, without a slash at the end
     * @param oneCall whether the key has One Call 3.0
     * @param air whether it is asked about the air
     */
    public OpenWeatherMap(Asking asking, String base, Secret key, boolean oneCall, boolean air, InstantSource clock) {
        this.asking = asking;
        this.base = base;
        this.key = key;
        this.oneCall = oneCall;
        this.air = air;
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.OPENWEATHERMAP;
    }

    @Override
    public Set<Product> products() {
        Set<Product> products = EnumSet.of(Product.CURRENT, Product.HOURLY);
        if (oneCall) {
            products.addAll(Set.of(Product.DAILY, Product.ALERTS));
        }
        if (air) {
            products.add(Product.AIR);
        }
        return products;
    }

    @Override
    public boolean covers(Place place) {
        return true;
    }

    @Override
    public int mostAtOnce() {
        return 1;
    }

    @Override
    public Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted) {
        Place place = places.getFirst();
        Set<Product> weather =
                wanted.stream().filter(product -> product != Product.AIR).collect(Collectors.toSet());
        Map<Set<Product>, Uni<Map<String, Answer>>> calls = new HashMap<>();
        if (!weather.isEmpty()) {
            calls.put(weather, weather(place, weather));
        }
        if (wanted.contains(Product.AIR)) {
            calls.put(Set.of(Product.AIR), air(place));
        }
        // One call alone fails as a whole.
        return calls.size() == 1 ? calls.values().iterator().next() : Parts.together(places, calls);
    }

    private Uni<Map<String, Answer>> air(Place place) {
        return Uni.createFrom().deferred(() -> {
            Instant now = clock.instant();
            Request request = request("/2.5/air_pollution/history", place)
                    .withQuery("start", Long.toString(now.minus(AIR_BACK).getEpochSecond()))
                    .withQuery("end", Long.toString(now.getEpochSecond()));
            return told(request)
                    .map(told -> Map.of(place.id(), Answer.of(List.of(OneCall.air(told.json(), told.at())))));
        });
    }

    private Uni<Map<String, Answer>> weather(Place place, Set<Product> wanted) {
        Uni<Answer> answer = oneCall
                ? told(request("/3.0/onecall", place).withQuery("exclude", "minutely"))
                        .map(told -> Answer.of(OneCall.reports(told.json(), place.zone(), told.at())))
                : both(place, wanted);
        return answer.map(one -> Map.of(place.id(), one));
    }

    private Uni<Answer> both(Place place, Set<Product> wanted) {
        List<Uni<Answer>> parts = new ArrayList<>();
        if (wanted.contains(Product.CURRENT)) {
            parts.add(part(
                    Product.CURRENT,
                    told(request("/2.5/weather", place)).map(told -> OneCall.current(told.json(), told.at()))));
        }
        if (wanted.contains(Product.HOURLY)) {
            parts.add(part(
                    Product.HOURLY,
                    told(request("/2.5/forecast", place)).map(told -> OneCall.threeHourly(told.json(), told.at()))));
        }
        return Uni.join().all(parts).andFailFast().map(OpenWeatherMap::together);
    }

    private Uni<Answer> part(Product product, Uni<Report> report) {
        return report.map(one -> Answer.of(List.of(one)))
                .onFailure()
                .recoverWithItem(thrown ->
                        new Answer(List.of(), Map.of(product, Failures.of(thrown, clock.instant())), List.of()));
    }

    private static Answer together(List<Answer> parts) {
        Map<Product, ProviderFailure> failures = new EnumMap<>(Product.class);
        parts.forEach(part -> failures.putAll(part.failures()));
        return new Answer(
                parts.stream().flatMap(part -> part.reports().stream()).toList(), failures, List.of());
    }

    private Uni<Asking.Told> told(Request request) {
        return asking.json(request).invoke(told -> {
            // A failure may come with status 200; cod is a text in some answers and a number in others.
            JsonNode cod = told.json().path("cod");
            int code = cod.asInt(200);
            if (code / 100 != 2) {
                throw Failures.status(
                                code,
                                told.headers(),
                                told.json().path("message").asText(null),
                                told.at())
                        .asException();
            }
        });
    }

    Request request(String path, Place place) {
        return Request.get(base + path)
                .withQuery(
                        "lat",
                        String.format(Locale.ROOT, "%.4f", place.position().latitude()))
                .withQuery(
                        "lon",
                        String.format(Locale.ROOT, "%.4f", place.position().longitude()))
                .withQuery("units", "standard")
                .withQuery("appid", key.reveal());
    }
}
