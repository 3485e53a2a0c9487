package dev.catchwater.weather.source.metnorway;

import dev.catchwater.fairlead.Request;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Freshness;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Locationforecast 2.0, complete. Its terms: who asks says who it is (the client's User-Agent), at most four decimals, nothing
 * before {@code Expires}, then only with {@code If-Modified-Since} (the client's cache does that). 203 means that the product
 * will end.
 */
public final class MetNorway implements WeatherSource {

    private static final Duration WITHOUT_TERMS = Duration.ofMinutes(30);

    private final Asking asking;
    private final String base;

    /** @param base the address up to {@code /weatherapi}, without a slash at the end */
    public MetNorway(Asking asking, String base) {
        this.asking = asking;
        this.base = base;
    }

    @Override
    public Provider provider() {
        return Provider.MET_NORWAY;
    }

    @Override
    public Set<Product> products() {
        return Set.of(Product.HOURLY, Product.DAILY);
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
        return asking.json(request(place)).map(told -> {
            Instant until = Freshness.until(told.headers(), told.at(), WITHOUT_TERMS);
            var series = new Timeseries(told.json(), place.zone(), told.at(), until);
            List<String> remarks = told.status() == 203
                    ? List.of("Locationforecast is deprecated (203): it will end, look for its successor.")
                    : List.of();
            return Map.of(place.id(), new Answer(series.reports(), Map.of(), remarks));
        });
    }

    Request request(Place place) {
        Request request = Request.get(base + "/locationforecast/2.0/complete")
                .withQuery("lat", decimals(place.position().latitude()))
                .withQuery("lon", decimals(place.position().longitude()));
        Double elevation = place.elevation();
        return elevation == null ? request : request.withQuery("altitude", Long.toString(Math.round(elevation)));
    }

    /** More than four are answered with 403. */
    private static String decimals(double degrees) {
        return String.format(Locale.ROOT, "%.4f", degrees);
    }
}
