package dev.catchwater.weather.source.pirateweather;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
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

/** Pirate Weather: Dark Sky's shape, with the sources named. The key travels in a header, not in the path, which is logged. */
public final class PirateWeather implements WeatherSource {

    private final Asking asking;
    private final String base;
    private final Secret key;

    /** @param base the address of the server, without a slash at the end */
    public PirateWeather(Asking asking, String base, Secret key) {
        this.asking = asking;
        this.base = base;
        this.key = key;
    }

    @Override
    public Provider provider() {
        return Provider.PIRATE_WEATHER;
    }

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
        return asking.json(request(place))
                .map(told -> Map.of(place.id(), Answer.of(new DarkSky(told.json(), told.at()).reports())));
    }

    Request request(Place place) {
        String where = String.format(
                Locale.ROOT,
                "%.4f,%.4f",
                place.position().latitude(),
                place.position().longitude());
        return Request.get(base + "/forecast/header/" + where)
                .withQuery("units", "si")
                .withQuery("version", "2")
                .withQuery("exclude", "minutely")
                .withHeader("apikey", key.reveal());
    }
}
