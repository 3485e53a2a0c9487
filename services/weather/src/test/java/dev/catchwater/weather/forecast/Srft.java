package dev.catchwater.weather.forecast;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** The recorded 48 h forecasts of eight centres for the American north-west, gone through day by day without looking ahead. */
final class Srft {

    static final LocalDate FIRST = LocalDate.of(2004, 1, 28);
    static final LocalDate LAST = LocalDate.of(2004, 2, 28);

    private final TreeMap<LocalDate, List<Row>> days = new TreeMap<>();

    record Row(LocalDate date, String station, Map<String, Double> members, double observed) {}

    record Verdict(Row row, Issued issued) {}

    static Srft load(UnaryOperator<Row> change) throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS is not set");
        Path file = Path.of(vectors, "weather", "forecast", "srft_pnw_2004_8models_48h_t2m_kelvin.csv.gz");
        var srft = new Srft();
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            List<String> names = List.of(reader.readLine().split(",", -1)).subList(0, 8);
            reader.lines()
                    .map(line -> row(names, line.split(",", -1)))
                    .map(change)
                    .forEach(row -> srft.days
                            .computeIfAbsent(row.date, date -> new ArrayList<>())
                            .add(row));
        }
        return srft;
    }

    private static Row row(List<String> names, String[] cells) {
        Map<String, Double> members = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.put(names.get(i), Double.valueOf(cells[i]));
        }
        LocalDate date = LocalDate.parse(cells[9].substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
        return new Row(date, cells[10].strip(), members, Double.parseDouble(cells[8]));
    }

    /** Every forecast is made with what was observed at least two days before the day it is for. */
    List<Verdict> run(Knobs knobs) {
        Blender blender = new Blender(Family.NORMAL, knobs);
        Map<String, Site> sites = new HashMap<>();
        Tracks region = Tracks.none();
        Deque<Verdict> open = new ArrayDeque<>();
        List<Verdict> scored = new ArrayList<>();
        for (Map.Entry<LocalDate, List<Row>> day : days.entrySet()) {
            while (!open.isEmpty()
                    && !open.getFirst().row.date.isAfter(day.getKey().minusDays(2))) {
                Verdict known = open.removeFirst();
                var at = known.row.date.atStartOfDay().toInstant(ZoneOffset.UTC);
                Site site = sites.getOrDefault(known.row.station, Site.none());
                sites.put(known.row.station, site.learned(known.issued, known.row.observed, at, knobs));
                region = region.learned(known.issued, known.row.observed, at, knobs.halfLifeDays());
            }
            for (Row row : day.getValue()) {
                Site site = sites.getOrDefault(row.station, Site.none());
                var verdict = new Verdict(row, site.issue(blender, row.members, region));
                open.addLast(verdict);
                if (!row.date.isBefore(FIRST) && !row.date.isAfter(LAST)) {
                    scored.add(verdict);
                }
            }
        }
        return scored;
    }
}
