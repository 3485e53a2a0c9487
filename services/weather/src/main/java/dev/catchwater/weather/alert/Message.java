package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One message about a warning, as it was sent (CAP 1.2 §3.2.1).
 *
 * @param references the messages that it replaces, ends or withdraws
 * @param infos none in some cancels
 * @param via who told us, for attribution
 * @param listed up to when its source has listed it, where it tells no end; null where that is not known yet
 */
public record Message(
        AlertKey key,
        Status status,
        Type type,
        Scope scope,
        Set<AlertKey> references,
        List<AlertInfo> infos,
        String via,
        @Nullable Instant listed) {

    /** By half days, so that what is listed each minute is not told and written anew each minute. */
    private static final Duration RENEWED = Duration.ofHours(12);

    private static final double PLACE_METRES = 1_000;

    /** How long a message without an end is kept that is not listed any more. */
    public static final Duration ASSUMED = Duration.ofHours(24);

    /** Copies. */
    public Message {
        references = Set.copyOf(references);
        infos = List.copyOf(infos);
    }

    /** A message of which nobody has said yet that it is listed still. */
    public Message(
            AlertKey key,
            Status status,
            Type type,
            Scope scope,
            Set<AlertKey> references,
            List<AlertInfo> infos,
            String via) {
        this(key, status, type, scope, references, infos, via, null);
    }

    /** What the message is for; only the actual is shown. */
    public enum Status {
        ACTUAL,
        EXERCISE,
        SYSTEM,
        TEST,
        DRAFT
    }

    /** What the message does. */
    public enum Type {
        ALERT,
        UPDATE,
        CANCEL,
        ACK,
        ERROR
    }

    /** Whom it is for; only the public is shown. */
    public enum Scope {
        PUBLIC,
        RESTRICTED,
        PRIVATE
    }

    /** Whether it is meant for people to act upon. */
    public boolean isForPeople() {
        return status == Status.ACTUAL && scope == Scope.PUBLIC && type != Type.ACK;
    }

    /** Whether it says that all is over: by its type, its response, or the action of its VTEC. */
    public boolean isEnd() {
        return type == Type.CANCEL
                || type == Type.ERROR
                || (!infos.isEmpty()
                        && infos.stream().allMatch(info -> info.responses().contains("AllClear")))
                || vtec().filter(Vtec::isEnd).isPresent();
    }

    /** When the event ends, or else the message, or else a day after it was sent or listed. The latest of its infos. */
    public Instant until() {
        return infos.stream()
                .flatMap(info -> Stream.of(Optional.ofNullable(info.ends())
                        .or(() -> Optional.ofNullable(info.expires()))
                        .orElseGet(this::assumed)))
                .max(Comparator.naturalOrder())
                .orElseGet(this::assumed);
    }

    private Instant assumed() {
        return (listed == null ? key.sent() : listed).plus(ASSUMED);
    }

    /** This message as it is listed now: without an end of its own it goes on for as long as it is. */
    public Message listedAt(Instant now) {
        long halves = Duration.between(key.sent(), now).dividedBy(RENEWED);
        return isEndAssumed() && !infos.isEmpty() && halves > 0
                ? toldBy(via, key.sent().plus(RENEWED.multipliedBy(halves)))
                : this;
    }

    Message toldBy(String all, @Nullable Instant at) {
        return new Message(key, status, type, scope, references, infos, all, at);
    }

    /** Whether no end was told. */
    public boolean isEndAssumed() {
        return infos.stream().noneMatch(info -> info.ends() != null || info.expires() != null);
    }

    /** When it begins; the earliest of its infos, or else when it was sent. */
    public Instant onset() {
        return infos.stream()
                .flatMap(info -> Optional.ofNullable(info.onset()).stream())
                .min(Comparator.naturalOrder())
                .orElse(key.sent());
    }

    /** All who told us. */
    public Set<String> sources() {
        return Set.of(via.split("\\+", -1));
    }

    /** The worst of its infos. */
    public Severity severity() {
        return infos.stream()
                .map(AlertInfo::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    /** All its areas. */
    public List<Area> areas() {
        return infos.stream().flatMap(info -> info.areas().stream()).toList();
    }

    /**
     * This message as it was told of a place: where it says nothing that could be compared with positions or zones, it holds at
     * least there.
     */
    public Message toldOf(Position place) {
        boolean placed = infos.isEmpty()
                || areas().stream()
                        .anyMatch(area -> area.hasShape() || !area.codes().isEmpty());
        if (placed) {
            return this;
        }
        Area around = new Area("", List.of(), List.of(new Circle(place, PLACE_METRES)), Set.of());
        AlertInfo first = infos.getFirst();
        List<Area> areas =
                Stream.concat(first.areas().stream(), Stream.of(around)).toList();
        return withFirst(first.with(first.severity(), areas));
    }

    Message withFirst(AlertInfo first) {
        List<AlertInfo> changed =
                Stream.concat(Stream.of(first), infos.stream().skip(1)).toList();
        return new Message(key, status, type, scope, references, changed, via, listed);
    }

    /** The US tracking number of the event. */
    public Optional<Vtec> vtec() {
        return infos.stream()
                .flatMap(info -> Optional.ofNullable(info.parameters().get("VTEC")).stream())
                .flatMap(text -> Vtec.parse(text, key.sent()).stream())
                .findFirst();
    }
}
