package dev.catchwater.weather.alert;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One telling of a warning, in one language or for one band of it (CAP 1.2 §3.2.2). The authority's words, unchanged.
 *
 * @param responses what to do, in CAP's words, such as {@code Shelter}; {@code AllClear} ends the warning
 * @param onset when it begins
 * @param expires when this message ends
 * @param ends when the event ends, where that is told apart from the message (NWS)
 * @param parameters what the authority added, first values
 */
public record AlertInfo(
        String language,
        String event,
        Severity severity,
        Urgency urgency,
        Certainty certainty,
        Set<String> responses,
        @Nullable Instant onset,
        @Nullable Instant expires,
        @Nullable Instant ends,
        @Nullable String senderName,
        @Nullable String headline,
        @Nullable String description,
        @Nullable String instruction,
        @Nullable URI web,
        Map<String, String> parameters,
        List<Area> areas) {

    /** Copies. */
    public AlertInfo {
        responses = Set.copyOf(responses);
        parameters = Map.copyOf(parameters);
        areas = List.copyOf(areas);
    }

    /** These words about other areas, or as bad as this. */
    AlertInfo with(Severity worse, List<Area> elsewhere) {
        return new AlertInfo(
                language,
                event,
                worse,
                urgency,
                certainty,
                responses,
                onset,
                expires,
                ends,
                senderName,
                headline,
                description,
                instruction,
                web,
                parameters,
                elsewhere);
    }
}
