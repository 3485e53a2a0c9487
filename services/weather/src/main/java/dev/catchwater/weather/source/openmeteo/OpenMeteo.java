package dev.catchwater.weather.source.openmeteo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.rate.RateKey;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Parts;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Open-Meteo: many places in one call, many models in one call. It counts calls by their weight, which goes to the client's
 * budget as the call's cost.
 */
public final class OpenMeteo implements WeatherSource {

    /** Days ahead that are asked for. */
    static final int DAYS = 8;

    private static final int MOST_PLACES = 50;

    /** What a call may weigh: more than the client's budget gives at once would never be granted. */
    private static final int MOST_COST = 200;

    private final Asking asking;
    private final OpenMeteoAir air;
    private final String base;
    private final Optional<Secret> key;
    private final List<String> models;

    /**
     * A source.
     *
     * @param base the address up to its version, without a slash at the end
     * @param airBase the same of its air quality API
     * @param key of a paying customer
     * @param models each told apart; none for the provider's own choice
     */
    public OpenMeteo(Asking asking, String base, String airBase, Optional<Secret> key, List<String> models) {
        this.asking = asking;
        this.air = new OpenMeteoAir(asking, airBase, key);
        this.base = base;
        this.key = key;
        this.models = List.copyOf(models);
    }

    @Override
    public Provider provider() {
        return Provider.OPEN_METEO;
    }

    @Override
    public Set<Product> products() {
        return Set.of(Product.CURRENT, Product.HOURLY, Product.DAILY, Product.AIR);
    }

    @Override
    public boolean covers(Place place) {
        return true;
    }

    @Override
    public int mostAtOnce() {
        return Math.clamp(MOST_COST / cost(1, products()), 1, MOST_PLACES);
    }

    @Override
    public Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted) {
        Set<Product> weather =
                wanted.stream().filter(product -> product != Product.AIR).collect(Collectors.toSet());
        if (weather.size() == wanted.size()) {
            return forecast(places, wanted);
        }
        return weather.isEmpty()
                ? air.ask(places)
                : Parts.together(
                        places, Map.of(weather, forecast(places, weather), Set.of(Product.AIR), air.ask(places)));
    }

    private Uni<Map<String, Answer>> forecast(List<Place> places, Set<Product> wanted) {
        return asking.json(request(places, wanted)).map(told -> answers(places, told));
    }

    private Map<String, Answer> answers(List<Place> places, Asking.Told told) {
        JsonNode json = told.json();
        // One place is answered by an object, several by an array, in the order in which they were asked for.
        if (json.isArray() ? json.size() != places.size() : places.size() != 1) {
            throw new ProviderFailure.Malformed("It answered for other places than it was asked for.").asException();
        }
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            OpenMeteoAnswer one = new OpenMeteoAnswer(json.isArray() ? json.get(i) : json, models, told.at());
            answers.put(places.get(i).id(), Answer.of(one.reports()));
        }
        return answers;
    }

    Request request(List<Place> places, Set<Product> wanted) {
        Request request = Request.get(base + "/forecast")
                .withQuery("latitude", list(places, Position::latitude))
                .withQuery("longitude", list(places, Position::longitude))
                .withQuery("timezone", "auto")
                .withQuery("timeformat", "unixtime")
                .withQuery("wind_speed_unit", "ms")
                .withQuery("forecast_days", Integer.toString(DAYS));
        for (Fields fields : Fields.of(wanted)) {
            request = request.withQuery(fields.block(), String.join(",", fields.names()));
        }
        if (!models.isEmpty()) {
            request = request.withQuery("models", String.join(",", models));
        }
        if (key.isPresent()) {
            request = request.withQuery("apikey", key.get().reveal());
        }
        return request.with(RatePolicy.COST, cost(places.size(), wanted)).with(RatePolicy.KEY, RateKey.of("day"));
    }

    /** The weight of a call: for each place max(1, variables / 10, days / 14 · variables / 10), models multiply variables. */
    int cost(int places, Set<Product> wanted) {
        double tenths = Fields.of(wanted).stream()
                        .mapToInt(fields -> fields.names().size())
                        .sum()
                * Math.max(1, models.size())
                / 10.0;
        double weight = Math.max(1, Math.max(tenths, DAYS / 14.0 * tenths));
        return (int) Math.ceil(places * weight);
    }

    static String list(List<Place> places, ToDoubleFunction<Position> part) {
        return places.stream()
                .map(place -> String.format(Locale.ROOT, "%.4f", part.applyAsDouble(place.position())))
                .collect(joining(","));
    }
}
