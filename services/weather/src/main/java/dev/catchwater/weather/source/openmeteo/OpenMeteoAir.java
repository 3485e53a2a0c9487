package dev.catchwater.weather.source.openmeteo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.rate.RateKey;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.AirHour;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Pollutant;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open-Meteo's air quality API: concentrations of a model (CAMS) in µg/m³, hour by hour, from yesterday on. */
final class OpenMeteoAir {

    private static final String MICROGRAMS = "μg/m³";
    private static final String MICROGRAMS_TOO = "µg/m³";
    private static final int MOST_STEPS = 200;

    private static final Map<Pollutant, String> FIELDS = Map.of(
            Pollutant.PM2_5, "pm2_5",
            Pollutant.PM10, "pm10",
            Pollutant.OZONE, "ozone",
            Pollutant.NITROGEN_DIOXIDE, "nitrogen_dioxide",
            Pollutant.SULPHUR_DIOXIDE, "sulphur_dioxide",
            Pollutant.CARBON_MONOXIDE, "carbon_monoxide");

    private final Asking asking;
    private final String base;
    private final Optional<Secret> key;

    OpenMeteoAir(Asking asking, String base, Optional<Secret> key) {
        this.asking = asking;
        this.base = base;
        this.key = key;
    }

    Uni<Map<String, Answer>> ask(List<Place> places) {
        return asking.json(request(places)).map(told -> answers(places, told));
    }

    private Request request(List<Place> places) {
        Request request = Request.get(base + "/air-quality")
                .withQuery("latitude", OpenMeteo.list(places, Position::latitude))
                .withQuery("longitude", OpenMeteo.list(places, Position::longitude))
                .withQuery("hourly", FIELDS.values().stream().sorted().collect(joining(",")))
                .withQuery("timeformat", "unixtime")
                .withQuery("past_days", "1")
                .withQuery("forecast_days", "1");
        if (key.isPresent()) {
            request = request.withQuery("apikey", key.get().reveal());
        }
        // Six variables over two days weigh one.
        return request.with(RatePolicy.COST, places.size()).with(RatePolicy.KEY, RateKey.of("day"));
    }

    private static Map<String, Answer> answers(List<Place> places, Asking.Told told) {
        JsonNode json = told.json();
        if (json.isArray() ? json.size() != places.size() : places.size() != 1) {
            throw new ProviderFailure.Malformed("It answered for other places than it was asked for.").asException();
        }
        Instant until = told.at().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Content content = new Content.Air(hours(json.isArray() ? json.get(i) : json));
            Report report = new Report(Provider.OPEN_METEO, null, null, told.at(), until, content);
            answers.put(places.get(i).id(), Answer.of(List.of(report)));
        }
        return answers;
    }

    private static List<AirHour> hours(JsonNode json) {
        JsonNode block = json.path("hourly");
        if (!block.path("time").isArray()) {
            throw new ProviderFailure.Malformed("It answered without hours.").asException();
        }
        List<AirHour> hours = new ArrayList<>();
        int steps = Math.min(block.path("time").size(), MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            Map<Pollutant, Double> values = new EnumMap<>(Pollutant.class);
            for (Map.Entry<Pollutant, String> field : FIELDS.entrySet()) {
                String unit = json.path("hourly_units").path(field.getValue()).asText("");
                JsonNode value = block.path(field.getValue()).path(i);
                if (MICROGRAMS.equals(unit) || MICROGRAMS_TOO.equals(unit)) {
                    Values.number(value).ifPresent(number -> values.put(field.getKey(), number));
                }
            }
            if (!values.isEmpty()) {
                hours.add(new AirHour(Moments.required(block.path("time").path(i)), values));
            }
        }
        return hours;
    }
}
