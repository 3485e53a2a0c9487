package dev.catchwater.weather.alert;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which words of several tell of an event. */
final class Telling {

    /** The worst, then the newest. */
    static final Comparator<Message> BEST_FIRST = Comparator.comparing(Message::severity)
            .thenComparing((Message message) -> message.key().sent())
            .thenComparing((Message message) -> message.key().identity())
            .reversed();

    private static final int MOST_AREAS = 5_000;

    private Telling() {}

    /** One message that two sources, or one about two places, told: the fuller text, all who told it, all that was placed. */
    static Message merged(Message one, Message other) {
        // Where one source tells the same message in other words, it is the later that count: some have no updates.
        boolean isAnew = one.via().equals(other.via()) && !sameWords(one, other);
        boolean otherIsFuller = isAnew ? weight(other) >= weight(one) : weight(other) > weight(one);
        Message fuller = otherIsFuller ? other : one;
        Message poorer = otherIsFuller ? one : other;
        String via = Stream.concat(
                        Arrays.stream(one.via().split("\\+", -1)),
                        Arrays.stream(other.via().split("\\+", -1)))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining("+"));
        Message told = fuller.toldBy(via, later(one.listed(), other.listed()));
        if (told.infos().isEmpty()) {
            return told;
        }
        AlertInfo first = told.infos().getFirst();
        Severity worst = one.severity().compareTo(other.severity()) >= 0 ? one.severity() : other.severity();
        List<Area> areas = Stream.concat(
                        first.areas().stream(), poorer.areas().stream().filter(Area::isPlaceOnly))
                .distinct()
                .limit(MOST_AREAS)
                .toList();
        return told.withFirst(first.with(fuller.severity() == worst ? first.severity() : worst, areas));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static boolean sameWords(Message one, Message other) {
        return unplaced(one).equals(unplaced(other));
    }

    /** Its infos without where it was told of, and as bad as any: both are what merging adds. */
    private static List<AlertInfo> unplaced(Message message) {
        return message.infos().stream()
                .map(info -> info.with(
                        Severity.UNKNOWN,
                        info.areas().stream()
                                .filter(area -> !area.isPlaceOnly())
                                .toList()))
                .toList();
    }

    /** Shapes and zones count most, and where it was told of counts nothing. */
    private static int weight(Message message) {
        return message.infos().stream()
                .mapToInt(info -> 8
                                * (int) info.areas().stream()
                                        .filter(area -> !area.isPlaceOnly()
                                                && (area.hasShape()
                                                        || !area.codes().isEmpty()))
                                        .count()
                        + (info.instruction() == null ? 0 : 2)
                        + (info.description() == null ? 0 : 1))
                .sum();
    }

    static Warning warning(String id, List<Message> held) {
        Instant until =
                held.stream().map(Message::until).max(Comparator.naturalOrder()).orElseThrow();
        Severity severity = held.stream()
                .map(Message::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Set<String> via = held.stream()
                .flatMap(message -> Arrays.stream(message.via().split("\\+", -1)))
                .collect(Collectors.toSet());
        boolean assumed = held.stream().allMatch(Message::isEndAssumed);
        return new Warning(id, held.getFirst(), severity, until, assumed, held, via);
    }
}
