package dev.catchwater.weather.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The last step of the ladder: messages without a common number that are about the same event all the same. */
final class Likeness {

    private static final double HALF = 0.5;

    private Likeness() {}

    /** Of messages of one subject: half of the time and half of the area, or the very same zones. In doubt: no. */
    static boolean same(Message one, Set<String> codes, Message other, Set<String> otherCodes) {
        boolean sameZones = !codes.isEmpty() && codes.equals(otherCodes);
        return sameTime(one, other) && (sameZones || Area.overlap(one.areas(), other.areas()) >= HALF);
    }

    static boolean sameTime(Message one, Message other) {
        return overlapInTime(one, other) >= HALF;
    }

    /** Who warns of what; empty if that is not told. */
    static Optional<String> subject(Message message) {
        String event = event(message);
        return event.isEmpty() ? Optional.empty() : Optional.of(authority(message) + "\n" + event);
    }

    /** The zones of all areas. */
    static Set<String> codes(Message message) {
        return message.areas().stream().flatMap(area -> area.codes().stream()).collect(Collectors.toSet());
    }

    private static double overlapInTime(Message one, Message other) {
        Instant from = max(one.onset(), other.onset());
        Instant to = one.until().isBefore(other.until()) ? one.until() : other.until();
        Instant first = one.onset().isBefore(other.onset()) ? one.onset() : other.onset();
        Instant last = max(one.until(), other.until());
        double all = Duration.between(first, last).toSeconds();
        return all <= 0 ? 0 : Duration.between(from, to).toSeconds() / all;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String authority(Message message) {
        List<String> names = message.infos().stream()
                .map(info -> info.senderName() == null ? "" : info.senderName())
                .filter(name -> !name.isBlank())
                .toList();
        return normal(names.isEmpty() ? message.key().sender() : names.getFirst());
    }

    private static String event(Message message) {
        return message.infos().isEmpty()
                ? ""
                : normal(message.infos().getFirst().event());
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
