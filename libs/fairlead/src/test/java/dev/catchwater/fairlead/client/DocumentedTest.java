package dev.catchwater.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.observe.AccessLog;
import dev.catchwater.fairlead.observe.Meters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of meters and log lines, against what all kinds of events make. */
class DocumentedTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("\"(fairlead\\.[a-z_.]+)\"");

    /** One of each kind, for a kind that is added is among them. */
    private static Stream<CallEvent> events() {
        Stream<CallEvent> made = Arrays.stream(CallEvent.class.getPermittedSubclasses())
                .map(kind -> (CallEvent) PlantedRecords.make(kind));
        return Stream.concat(
                made,
                Stream.of(
                        new CallEvent.CircuitChanged(1, "http://a.test:80", CircuitState.CLOSED, CircuitState.OPEN),
                        new CallEvent.TlsReloaded(0, Optional.empty())));
    }

    /** The rows of the table whose head begins so, as cells. */
    private static List<String[]> table(String head) throws IOException {
        String readme = Files.readString(MODULE.resolve("README.md"));
        return readme.substring(readme.indexOf("\n| " + head + " |") + 1)
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(row -> row.split("\\|"))
                .toList();
    }

    @Test
    void theTableOfMetersHasEachMeterWithItsTagsAndNoOther() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry, "documented");
        events().forEach(meters::on);
        Map<String, Set<String>> made = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Set<String> tags =
                    meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
            assertThat(tags.remove("client")).isTrue();
            made.put(meter.getId().getName(), tags);
        }
        Map<String, Set<String>> told = new TreeMap<>();
        for (String[] row : table("meter")) {
            told.put(codes(row[1]).getFirst(), new TreeSet<>(codes(row[3])));
        }
        assertThat(told).isEqualTo(made);
        assertThat(told.keySet()).isEqualTo(namesInTheSource());
    }

    /** A meter that no made-up event leads to is named there all the same. */
    private static Set<String> namesInTheSource() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MODULE.resolve("src/main/java/dev/catchwater/fairlead/observe"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                NAME.matcher(Files.readString(file)).results().forEach(name -> names.add(name.group(1)));
            }
        }
        return names;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    @Test
    void routesAreBounded() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry, "bounded");
        for (int i = 0; i < 1_000; i++) {
            Request request = Request.get("http://a.test/").with(CallListener.TEMPLATE, i == 0 ? "" : "/" + i);
            meters.on(new CallEvent.Ended(i, request, 200, new Outcome.Completed(1), Duration.ofMillis(1)));
        }
        assertThat(registry.get("fairlead.calls").timers()).hasSize(256 + 2);
        assertThat(registry.get("fairlead.calls").tag("route", "other").timer().count())
                .isEqualTo(743);
        assertThat(registry.get("fairlead.calls").tag("route", "none").timer().count())
                .isEqualTo(1);
    }

    @Test
    void methodsAreBounded() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = new Meters(registry, "bounded");
        for (int i = 0; i < 1_000; i++) {
            Request request = Request.of(new Method(i == 0 ? "PATCH" : "M" + i), "http://a.test/");
            meters.on(new CallEvent.Ended(i, request, 200, new Outcome.Completed(1), Duration.ofMillis(1)));
        }
        assertThat(registry.get("fairlead.calls").timers()).hasSize(2);
        assertThat(registry.get("fairlead.calls")
                        .tag("method", "_OTHER")
                        .timer()
                        .count())
                .isEqualTo(999);
    }

    @Test
    void theTableOfLogLinesHasEachLineAndNoOther() throws IOException {
        List<String> logged = logged();
        List<Pattern> told = new ArrayList<>();
        for (String[] row : table("line")) {
            told.add(pattern(codes(row[1]).getFirst()));
        }
        // The last row is a message alone: it would match any line.
        Pattern message = told.removeLast();
        List<String> others = logged.stream()
                .filter(line -> told.stream().noneMatch(row -> row.matcher(line).matches()))
                .toList();
        assertThat(others).singleElement().asString().matches(message).endsWith("the answer had status 500");
        assertThat(told)
                .allMatch(row ->
                        logged.stream().anyMatch(line -> row.matcher(line).matches()));
    }

    private static List<String> logged() {
        Logger logger = Logger.getLogger("dev.catchwater.fairlead.documented");
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            events().forEach(new AccessLog("documented")::on);
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    private static Pattern pattern(String row) {
        Matcher holes = Pattern.compile("<[a-z]+>").matcher(row);
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        while (holes.find()) {
            pattern.append(Pattern.quote(row.substring(at, holes.start())))
                    .append(holes.group().equals("<n>") ? "\\d+" : holes.group().equals("<call>") ? "\\d+" : ".+");
            at = holes.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(row.substring(at))).toString());
    }
}
