package dev.catchwater.weather.source.aviation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
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
 * METARs by NOAA's Aviation Weather Center: what stations at airports measured, all over the world. Asked for a box around the
 * place; the nearest station that tells a temperature and is about as high counts. Not asked where the weather service tells of
 * its own stations, which are the same and more exact.
 */
public final class AviationWeather implements WeatherSource {

    private static final Duration WITHOUT_TERMS = Duration.ofMinutes(10);
    private static final Set<String> TOLD_BY_NWS = Set.of("US", "PR", "GU", "VI", "AS", "MP");
    private static final double AROUND_DEGREES = 0.5;
    private static final double MOST_LONGITUDE = 2;

    private final Asking asking;
    private final String base;

    /** @param base the address up to {@code /api/data}, without a slash at the end */
    public AviationWeather(Asking asking, String base) {
        this.asking = asking;
        this.base = base;
    }

    @Override
    public Provider provider() {
        return Provider.AVIATION_WEATHER;
    }

    @Override
    public Set<Product> products() {
        return Set.of(Product.CURRENT);
    }

    @Override
    public boolean covers(Place place) {
        return place.region() == null || !TOLD_BY_NWS.contains(place.region());
    }

    @Override
    public int mostAtOnce() {
        return 1;
    }

    @Override
    public Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted) {
        Place place = places.getFirst();
        return asking.bytes(request(place.position())).map(raw -> {
            // 204: the question was right, and nobody reports there.
            if (raw.status() == 204 || raw.body().length() == 0) {
                throw new ProviderFailure.NotCovered().asException();
            }
            JsonNode json = Asking.parse(raw.body());
            Instant until = Freshness.until(raw.headers(), raw.at(), WITHOUT_TERMS);
            Content content = new Content.Current(Metars.nearest(json, place));
            Report report = new Report(Provider.AVIATION_WEATHER, null, null, raw.at(), until, content);
            return Map.of(place.id(), Answer.of(List.of(report)));
        });
    }

    Request request(Position at) {
        double wide = Math.min(MOST_LONGITUDE, AROUND_DEGREES / Math.max(0.1, Math.cos(Math.toRadians(at.latitude()))));
        String box = String.format(
                Locale.ROOT,
                "%.2f,%.2f,%.2f,%.2f",
                Math.max(-90, at.latitude() - AROUND_DEGREES),
                Math.max(-180, at.longitude() - wide),
                Math.min(90, at.latitude() + AROUND_DEGREES),
                Math.min(180, at.longitude() + wide));
        return Request.get(base + "/metar")
                .withQuery("bbox", box)
                .withQuery("format", "json")
                .withHeader("Accept", "application/json");
    }
}
