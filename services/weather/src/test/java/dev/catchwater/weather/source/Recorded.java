package dev.catchwater.weather.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Answers that real providers gave. Four of them are of New York, within minutes of each other. */
public final class Recorded {

    public static final Instant AT = Instant.parse("2026-02-06T21:45:00Z");
    public static final Place NEW_YORK = new Place(
            "nyc", "New York", new Position(40.7767, -73.9713), 20.0, ZoneId.of("America/New_York"), "US", Set.of());

    private Recorded() {}

    public static JsonNode json(String... path) {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS is not set");
        try {
            return new ObjectMapper()
                    .readTree(Path.of(vectors, "weather")
                            .resolve(Path.of("", path))
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Observation observation(List<Report> reports) {
        return reports.stream()
                .filter(report -> report.content() instanceof Content.Current)
                .map(report -> ((Content.Current) report.content()).observation())
                .findFirst()
                .orElseThrow();
    }

    public static List<Hour> hours(List<Report> reports) {
        return reports.stream()
                .filter(report -> report.content() instanceof Content.Hourly)
                .map(report -> ((Content.Hourly) report.content()).hours())
                .findFirst()
                .orElseThrow();
    }

    public static List<Day> days(List<Report> reports) {
        return reports.stream()
                .filter(report -> report.content() instanceof Content.Daily)
                .map(report -> ((Content.Daily) report.content()).days())
                .findFirst()
                .orElseThrow();
    }
}
