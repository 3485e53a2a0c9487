package dev.catchwater.weather.source.nws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Failures;
import dev.catchwater.weather.source.Freshness;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The US National Weather Service: first which grid square a place lies in, then a call for each product, each of which may
 * fail by itself. Its 500s go away when asked again, which the client is told; what it names as addresses is not followed,
 * since our own base decides whom we ask.
 */
public final class Nws implements WeatherSource {

    private static final Duration WITHOUT_TERMS = Duration.ofMinutes(5);
    private static final Set<String> REGIONS = Set.of("US", "PR", "GU", "VI", "AS", "MP");

    private final Asking asking;
    private final String base;
    private final Points points;
    private final InstantSource clock;

    /** @param base the address of the server, without a slash at the end */
    public Nws(Asking asking, String base, InstantSource clock) {
        this.asking = asking;
        this.base = base;
        this.points = new Points(asking, base, clock);
        this.clock = clock;
    }

    @Override
    public Provider provider() {
        return Provider.NWS;
    }

    @Override
    public Set<Product> products() {
        return Set.of(Product.CURRENT, Product.HOURLY, Product.DAILY, Product.ALERTS);
    }

    @Override
    public boolean covers(Place place) {
        return place.region() != null && REGIONS.contains(place.region());
    }

    @Override
    public int mostAtOnce() {
        return 1;
    }

    @Override
    public Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted) {
        Place place = places.getFirst();
        List<Uni<Answer>> parts = new ArrayList<>();
        if (wanted.contains(Product.ALERTS)) {
            parts.add(part(Product.ALERTS, alerts(place)));
        }
        if (wanted.contains(Product.CURRENT)) {
            parts.add(part(Product.CURRENT, points.of(place).flatMap(this::current)));
        }
        if (wanted.contains(Product.HOURLY)) {
            parts.add(part(
                    Product.HOURLY,
                    points.of(place).flatMap(grid -> forecast(grid.path() + "/forecast/hourly", Periods::hourly))));
        }
        if (wanted.contains(Product.DAILY)) {
            parts.add(part(
                    Product.DAILY,
                    points.of(place).flatMap(grid -> forecast(grid.path() + "/forecast", Periods::daily))));
        }
        return Uni.join().all(parts).andFailFast().map(done -> Map.of(place.id(), together(done)));
    }

    private Uni<Report> alerts(Place place) {
        return geo("/alerts/active?point=" + Points.where(place))
                .map(told -> report(told, new Content.Alerts(AlertFeatures.messages(told.json()))));
    }

    private Uni<Report> current(Points.Grid grid) {
        return points.station(grid)
                .flatMap(station -> geo("/stations/" + station + "/observations?limit=5")
                        .map(told -> report(told, new Content.Current(Stations.newest(told.json(), station)))));
    }

    private Uni<Report> forecast(String path, Function<Periods, Content> what) {
        return geo(path).map(told -> {
            Periods periods = new Periods(told.json());
            periods.requireRecent(told.at());
            Report plain = report(told, what.apply(periods));
            return new Report(
                    plain.provider(), null, periods.updated(), plain.fetchedAt(), plain.freshUntil(), plain.content());
        });
    }

    private static Report report(Asking.Told told, Content content) {
        return new Report(
                Provider.NWS,
                null,
                null,
                told.at(),
                Freshness.until(told.headers(), told.at(), WITHOUT_TERMS),
                content);
    }

    private Uni<Asking.Told> geo(String path) {
        return asking.json(request(path));
    }

    /** Typed quantities instead of texts such as "10 to 15 mph", where the server knows the flags. */
    Request request(String path) {
        return Request.get(base + path)
                .withHeader("Accept", "application/geo+json")
                .withHeader("Feature-Flags", "forecast_temperature_qv, forecast_wind_speed_qv");
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

    /** The text of a node, in a form that may stand in a path. */
    static String word(JsonNode node) {
        String text = node.asText("");
        if (!text.matches("[A-Za-z0-9]{1,16}")) {
            throw new ProviderFailure.Malformed("It names no usable grid or station.").asException();
        }
        return text.toUpperCase(Locale.ROOT);
    }
}
