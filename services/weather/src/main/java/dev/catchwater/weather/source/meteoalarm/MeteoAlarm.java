package dev.catchwater.weather.source.meteoalarm;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Freshness;
import dev.catchwater.weather.source.cap.CapJson;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MeteoAlarm's feeds of CAP as JSON: one of some megabytes for a whole country, so all places of a country are asked for at
 * once, and its warnings name zones (EMMA_ID) instead of shapes.
 */
public final class MeteoAlarm implements WeatherSource {

    private static final Duration WITHOUT_TERMS = Duration.ofMinutes(5);
    private static final int MOST_WARNINGS = 5_000;
    private static final int MOST_PLACES = 1_000;

    private final Asking asking;
    private final String base;
    private final Map<String, String> feeds;

    /**
     * A source.
     *
     * @param base the address of the server, without a slash at the end
     * @param feeds what the feed of a country is called, by ISO 3166-1 code
     */
    public MeteoAlarm(Asking asking, String base, Map<String, String> feeds) {
        this.asking = asking;
        this.base = base;
        this.feeds = Map.copyOf(feeds);
    }

    @Override
    public Provider provider() {
        return Provider.METEOALARM;
    }

    @Override
    public Set<Product> products() {
        return Set.of(Product.ALERTS);
    }

    @Override
    public boolean covers(Place place) {
        return place.region() != null && feeds.containsKey(place.region());
    }

    @Override
    public int mostAtOnce() {
        return MOST_PLACES;
    }

    /** One call for each country; one that fails takes no other with it. */
    @Override
    public Uni<Map<String, Answer>> ask(List<Place> places, Set<Product> wanted) {
        Map<String, List<Place>> byFeed =
                places.stream().collect(groupingBy(place -> feeds.getOrDefault(String.valueOf(place.region()), "")));
        List<Uni<Map<String, Answer>>> calls = new ArrayList<>();
        byFeed.forEach((feed, there) -> calls.add(feed(feed).map(answer -> forAll(there, answer))));
        return Uni.join().all(calls).andFailFast().map(parts -> {
            Map<String, Answer> all = new HashMap<>();
            parts.forEach(all::putAll);
            return all;
        });
    }

    private static Map<String, Answer> forAll(List<Place> places, Answer answer) {
        return places.stream().collect(toMap(Place::id, place -> answer));
    }

    private Uni<Answer> feed(String feed) {
        return asking.json(Request.get(base + "/api/v1/warnings/feeds-" + feed))
                .map(MeteoAlarm::answer)
                .onFailure(ProviderException.class)
                .recoverWithItem(thrown -> new Answer(List.of(), Map.of(Product.ALERTS, thrown.failure()), List.of()));
    }

    private static Answer answer(Asking.Told told) {
        Instant until = Freshness.until(told.headers(), told.at(), WITHOUT_TERMS);
        List<String> broken = new ArrayList<>();
        Content content = new Content.Alerts(messages(told.json(), broken));
        Report report = new Report(Provider.METEOALARM, null, null, told.at(), until, content);
        return new Answer(List.of(report), Map.of(), broken);
    }

    /** One broken warning takes no other with it. */
    static List<Message> messages(JsonNode json, List<String> broken) {
        if (!json.path("warnings").isArray()) {
            throw new ProviderFailure.Malformed("It answered without a list of warnings.").asException();
        }
        List<Message> messages = new ArrayList<>();
        json.path("warnings").valueStream().limit(MOST_WARNINGS).forEach(warning -> {
            try {
                messages.add(CapJson.read(warning.path("alert"), Provider.METEOALARM.label()));
            } catch (ProviderException e) {
                broken.add(e.getMessage());
            }
        });
        return messages;
    }
}
