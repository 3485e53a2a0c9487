package dev.catchwater.weather.source.weatherkit;

import static java.util.stream.Collectors.joining;

import dev.catchwater.fairlead.Request;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.source.Asking;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Apple's WeatherKit over REST. Each product says by itself until when it is good; the attribution must be shown. */
public final class WeatherKit implements WeatherSource {

    private static final Map<Product, String> SETS = Map.of(
            Product.CURRENT, "currentWeather",
            Product.HOURLY, "forecastHourly",
            Product.DAILY, "forecastDaily",
            Product.ALERTS, "weatherAlerts");

    private final Asking asking;
    private final String base;
    private final DeveloperToken token;

    /** @param base the address up to {@code /api/v1}, without a slash at the end */
    public WeatherKit(Asking asking, String base, DeveloperToken token) {
        this.asking = asking;
        this.base = base;
        this.token = token;
    }

    @Override
    public Provider provider() {
        return Provider.WEATHERKIT;
    }

    /** Alerts need the country. */
    @Override
    public Set<Product> products() {
        return Set.of(Product.CURRENT, Product.HOURLY, Product.DAILY, Product.ALERTS);
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
        return Uni.createFrom()
                .deferred(() -> asking.json(request(place, wanted)))
                .map(told -> Map.of(place.id(), new DataSets(told.json(), place.zone(), told.at()).answer(wanted)));
    }

    Request request(Place place, Set<Product> wanted) {
        String where = String.format(
                Locale.ROOT,
                "%.4f/%.4f",
                place.position().latitude(),
                place.position().longitude());
        String region = place.region();
        String sets = wanted.stream()
                .filter(product -> product != Product.ALERTS || region != null)
                .sorted()
                .map(SETS::get)
                .collect(joining(","));
        Request request = Request.get(base + "/weather/en/" + where)
                .withQuery("dataSets", sets)
                .withQuery("timezone", place.zone().getId())
                .withHeader("Authorization", "Bearer " + token.token());
        return region == null ? request : request.withQuery("countryCode", region);
    }
}
