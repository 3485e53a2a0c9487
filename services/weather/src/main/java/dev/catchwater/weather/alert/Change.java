package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.util.Optional;
import java.util.Set;

/** What happened to a warning between two looks. */
public sealed interface Change {

    /** The warning as it is now, or as it was last. */
    Warning warning();

    /** It was not there before. */
    record Issued(Warning warning) implements Change {}

    /** It was there and still is: told anew, worse or milder, elsewhere. */
    record Updated(Warning before, Warning warning) implements Change {}

    /** It was called off. */
    record Cancelled(Warning warning) implements Change {}

    /** Its time has passed. */
    record Expired(Warning warning) implements Change {}

    /** What people at a place are to be told, if anything: a warning told anew is no news. */
    default Optional<Notice> at(Position point, Set<String> zones) {
        return switch (this) {
            case Issued issued -> notice(Notice.NEW, issued.warning.covers(point, zones));
            case Cancelled gone -> notice(Notice.CANCELLED, gone.warning.covers(point, zones));
            case Expired past -> Optional.empty();
            case Updated(Warning before, Warning now) -> {
                boolean did = before.covers(point, zones);
                boolean does = now.covers(point, zones);
                yield does && !did
                        ? Optional.of(Notice.REACHED)
                        : did && !does
                                ? Optional.of(Notice.CANCELLED)
                                : notice(Notice.RAISED, does && now.severity().compareTo(before.severity()) > 0);
            }
        };
    }

    private static Optional<Notice> notice(Notice kind, boolean applies) {
        return applies ? Optional.of(kind) : Optional.empty();
    }

    /** Why people are told. */
    enum Notice {
        NEW,
        /** It is worse than it was. */
        RAISED,
        /** It has come to hold here. */
        REACHED,
        /** It holds here no longer. */
        CANCELLED
    }
}
