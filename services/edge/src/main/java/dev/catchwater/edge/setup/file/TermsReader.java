package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Lifetimes.Despite;
import dev.catchwater.edge.route.Lifetimes.SetCookie;
import dev.catchwater.edge.route.Limits;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** How long answers are fresh, what is compressed, how long things may be. */
final class TermsReader {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Map<String, Despite> DESPITE = Arrays.stream(Despite.values())
            .collect(Collectors.toUnmodifiableMap(Despite::directive, Function.identity()));
    private static final Map<String, Coding> CODINGS =
            Arrays.stream(Coding.values()).collect(Collectors.toUnmodifiableMap(Coding::token, Function.identity()));

    private final Faults faults;

    TermsReader(Faults faults) {
        this.faults = faults;
    }

    Lifetimes lifetimes(Mapping route, Lifetimes usual) {
        Mapping none = Mapping.nothing(route.node(), faults);
        Mapping fresh = route.value("freshness")
                .flatMap(node -> Mapping.of(
                        node, faults, "ttl", "default", "max", "heuristic", "despite", "set-cookie", "client-control"))
                .orElse(none);
        Mapping stale = route.value("stale")
                .flatMap(node -> Mapping.of(node, faults, "while-revalidate", "if-error", "disconnected"))
                .orElse(none);
        List<Despite> despite =
                fresh.several("despite", 3, Values.word(DESPITE)).orElse(List.of());
        Optional<Duration> fixed = fresh.one("ttl", Values.time(SECOND, YEAR));
        if (!despite.isEmpty() && fixed.isEmpty()) {
            fresh.value("despite")
                    .ifPresent(node -> faults.add(node, "\"despite\" is about \"ttl\", which is missing"));
        }
        return new Lifetimes(
                fixed,
                fresh.one("default", Values.time(SECOND, YEAR)).or(usual::silent),
                route.value("negative").map(this::negative).orElse(usual.negative()),
                fresh.one("max", Values.time(Duration.ZERO, YEAR)).orElse(usual.most()),
                fresh.one("heuristic", Values::flag).orElse(usual.heuristic()),
                Set.copyOf(despite),
                fresh.one("set-cookie", Values.word(Map.of("pass", SetCookie.PASS, "store", SetCookie.STORE)))
                        .orElse(usual.setCookie()),
                stale.one("while-revalidate", Values.time(Duration.ZERO, YEAR)).orElse(usual.staleWhileRevalidate()),
                stale.one("if-error", Values.time(Duration.ZERO, YEAR)).orElse(usual.staleIfError()),
                stale.one("disconnected", Values.time(Duration.ZERO, YEAR)).orElse(usual.staleDisconnected()),
                fresh.one("client-control", Values::flag).orElse(usual.honourRequests()));
    }

    private Map<Integer, Duration> negative(Node node) {
        Map<Integer, Duration> times = new LinkedHashMap<>();
        Mapping.named(node, faults)
                .ifPresent(entries -> entries.keys().forEach(status -> {
                    if (!status.matches("[45]\\d\\d")) {
                        faults.add(node, "\"" + status + "\" is no status of an error; write one from 400 to 599");
                        return;
                    }
                    entries.one(status, Values.time(SECOND, Duration.ofDays(1)))
                            .ifPresent(time -> times.put(Integer.valueOf(status), time));
                }));
        return times;
    }

    Compression compression(Mapping route, Compression usual) {
        Optional<Node> value = route.value("compression");
        if (value.filter(node ->
                        node instanceof ScalarNode scalar && scalar.getValue().equals("off"))
                .isPresent()) {
            return Compression.OFF;
        }
        if (value.filter(node ->
                        node instanceof ScalarNode scalar && scalar.getValue().equals("on"))
                .isPresent()) {
            return Compression.OF_TEXT;
        }
        Compression base = usual.codings().isEmpty() ? Compression.OF_TEXT : usual;
        return value.flatMap(node -> Mapping.of(node, faults, "codings", "from", "types"))
                .map(entries -> new Compression(
                        entries.several("codings", 3, Values.word(CODINGS)).orElse(base.codings()),
                        entries.one("from", Values.bytes(0, 1L << 30)).orElse(base.least()),
                        Set.copyOf(
                                entries.several("types", 64, TermsReader::type).orElse(List.copyOf(base.types())))))
                .orElse(usual);
    }

    private static Optional<String> type(ScalarNode node, Faults all) {
        return node.getValue().matches("[a-z0-9.+-]+/([a-z0-9.+-]+|\\*)")
                ? Optional.of(node.getValue())
                : all.none(node, "a media type is written like text/html or text/*, in lower case");
    }

    Limits limits(Mapping route, Limits usual) {
        return route.value("limits")
                .flatMap(node -> Mapping.of(node, faults, "request-body", "stored-body"))
                .map(entries -> new Limits(
                        entries.one("request-body", Values.bytes(0, 1L << 50)).orElse(usual.requestBody()),
                        entries.one("stored-body", Values.bytes(0, 1L << 50)).orElse(usual.storedBody())))
                .orElse(usual);
    }
}
