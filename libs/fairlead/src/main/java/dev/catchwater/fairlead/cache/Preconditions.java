package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A client's own conditions, answered from what is stored (RFC 9111 §4.3.2, RFC 9110 §13). */
final class Preconditions {
    /** How much older than its Date a Last-Modified must be to tell two versions apart (RFC 9110 §8.8.2.2). */
    private static final Duration STRONG_DATE = Duration.ofSeconds(1);

    private Preconditions() {}

    /** Whether the request has conditions that only the origin may judge (RFC 9111 §4.3.2). */
    static boolean onlyForTheOrigin(Headers request) {
        return request.contains("If-Match") || request.contains("If-Unmodified-Since");
    }

    /** Whether the client already has it: 304 (RFC 9110 §13.2.2). */
    static boolean notModified(Headers request, StoredResponse stored) {
        if (stored.status() != 200) {
            return false;
        }
        if (request.contains("If-None-Match")) {
            return noneMatchFails(request, stored);
        }
        return request.first("If-Modified-Since")
                .flatMap(since -> HttpDate.parse(since, stored.responseTime()))
                .filter(since -> !changed(stored).isAfter(since))
                .isPresent();
    }

    private static boolean noneMatchFails(Headers request, StoredResponse stored) {
        if (request.all("If-None-Match").stream()
                .anyMatch(value -> value.strip().equals("*"))) {
            return true;
        }
        Optional<EntityTag> held = stored.metadata().tag();
        return held.isPresent()
                && EntityTag.listOf(request.all("If-None-Match")).stream().anyMatch(held.get()::weaklyEquals);
    }

    /** Last-Modified, else Date, else when it came (RFC 9111 §4.3.2). */
    private static Instant changed(StoredResponse stored) {
        return stored.metadata().lastModified().orElse(stored.metadata().date());
    }

    /** Whether If-Range lets the range stand (RFC 9110 §13.1.5); it does where there is none. */
    static boolean rangeStands(Headers request, StoredResponse stored) {
        Optional<String> condition = request.first("If-Range").map(String::strip);
        if (condition.isEmpty()) {
            return true;
        }
        String wanted = condition.get();
        if (wanted.startsWith("\"") || wanted.startsWith("W/")) {
            Optional<EntityTag> held = stored.metadata().tag();
            return held.isPresent()
                    && EntityTag.of(wanted).filter(held.get()::stronglyEquals).isPresent();
        }
        Optional<Instant> modified = stored.metadata().lastModified();
        return modified.isPresent()
                && !Duration.between(modified.get(), stored.metadata().date())
                        .minus(STRONG_DATE)
                        .isNegative()
                && HttpDate.parse(wanted, stored.responseTime()).equals(modified);
    }
}
