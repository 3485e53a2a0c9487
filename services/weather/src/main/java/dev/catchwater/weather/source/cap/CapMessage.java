package dev.catchwater.weather.source.cap;

import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The elements of CAP as a message. What identifies it must be there; whatever else is missing or unknown is taken as
 * unknown, since a warning with a flaw is better than none.
 */
final class CapMessage {

    private static final int MOST_INFOS = 64;
    private static final int MOST_TEXT = 64 * 1024;
    private static final int MOST_LINE = 1_000;

    private CapMessage() {}

    static Message of(Element alert, String via) {
        AlertKey key = new AlertKey(
                required(alert, "sender"),
                required(alert, "identifier"),
                time(required(alert, "sent"))
                        .orElseThrow(() -> malformed("A warning has no time of sending with an offset.")));
        return new Message(
                key,
                constant(Message.Status.class, required(alert, "status"))
                        .orElseThrow(() -> malformed("A warning's status is none of CAP's.")),
                constant(Message.Type.class, required(alert, "msgType"))
                        .orElseThrow(() -> malformed("A warning's type is none of CAP's.")),
                scope(alert),
                references(alert.first("references").orElse("")),
                alert.all("info").limit(MOST_INFOS).map(info -> info(info, key)).toList(),
                via);
    }

    /** CAP 1.0 has it optional; 1.1 and 1.2 do not, and without it nobody knows whether it may be shown. */
    private static Message.Scope scope(Element alert) {
        return constant(Message.Scope.class, required(alert, "scope"))
                .orElseThrow(() -> malformed("A warning's scope is none of CAP's."));
    }

    private static AlertInfo info(Element info, AlertKey key) {
        return new AlertInfo(
                info.first("language").orElse("en-US"),
                line(info, "event").orElse("Warning"),
                value(Severity.class, info, "severity", Severity.UNKNOWN),
                value(Urgency.class, info, "urgency", Urgency.UNKNOWN),
                certainty(info),
                info.all("responseType").map(Element::text).collect(Collectors.toSet()),
                info.first("onset")
                        .or(() -> info.first("effective"))
                        .flatMap(CapMessage::time)
                        .orElse(key.sent()),
                info.first("expires").flatMap(CapMessage::time).orElse(null),
                null,
                line(info, "senderName").orElse(null),
                line(info, "headline").orElse(null),
                text(info, "description"),
                text(info, "instruction"),
                info.first("web").flatMap(CapMessage::web).orElse(null),
                parameters(info),
                Areas.of(info));
    }

    private static Certainty certainty(Element info) {
        // CAP 1.0 had "Very Likely".
        return info.first("certainty").filter("Very Likely"::equalsIgnoreCase).isPresent()
                ? Certainty.LIKELY
                : value(Certainty.class, info, "certainty", Certainty.UNKNOWN);
    }

    private static Map<String, String> parameters(Element info) {
        Map<String, String> parameters = new HashMap<>();
        info.all("parameter").limit(256).forEach(parameter -> {
            Optional<String> name = parameter.first("valueName");
            if (name.isPresent()) {
                parameters.putIfAbsent(
                        cut(name.get(), 128), cut(parameter.first("value").orElse(""), MOST_LINE));
            } else if (parameter.text().contains("=")) {
                // CAP 1.0: "name=value".
                String[] parts = parameter.text().split("=", 2);
                parameters.putIfAbsent(cut(parts[0], 128), cut(parts[1], MOST_LINE));
            }
        });
        return parameters;
    }

    /** Triples of sender, identifier and time, separated by spaces; what is none is let go. */
    private static Set<AlertKey> references(String text) {
        Set<AlertKey> references = new HashSet<>();
        for (String triple : text.strip().split("\\s+", -1)) {
            String[] parts = triple.split(",", -1);
            if (parts.length == 3 && references.size() < 1_000) {
                time(parts[2]).ifPresent(sent -> references.add(new AlertKey(parts[0], parts[1], sent)));
            }
        }
        return references;
    }

    private static String required(Element alert, String name) {
        return alert.first(name)
                .map(text -> cut(text, MOST_LINE))
                .orElseThrow(() -> malformed("A warning lacks its " + name + "."));
    }

    private static <E extends Enum<E>> E value(Class<E> type, Element info, String name, E otherwise) {
        return info.first(name).flatMap(text -> constant(type, text)).orElse(otherwise);
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        return List.of(type.getEnumConstants()).stream()
                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<String> line(Element info, String name) {
        return info.first(name).map(text -> cut(text.replaceAll("\\s+", " "), MOST_LINE));
    }

    private static @Nullable String text(Element info, String name) {
        return info.first(name).map(text -> cut(text, MOST_TEXT)).orElse(null);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static Optional<Instant> time(String text) {
        return Times.offset(text);
    }

    private static Optional<URI> web(String text) {
        try {
            URI uri = new URI(cut(text, 2_048));
            return Optional.of(uri).filter(web -> "http".equals(web.getScheme()) || "https".equals(web.getScheme()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static RuntimeException malformed(String sentence) {
        return new ProviderFailure.Malformed(sentence).asException();
    }
}
