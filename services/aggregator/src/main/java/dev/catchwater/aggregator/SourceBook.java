package dev.catchwater.aggregator;

import dev.catchwater.aggregator.schedule.Plan;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sources we know, and who is busy with which. */
public interface SourceBook {

    /**
     * Adds a source, claimed by its finder until it is settled, or finds the one that is there. Fails with {@link Full}
     * if it is not there and there are as many as there may be, however many are added at once.
     *
     * @param seed the configured seed that this is, to be planted once and never again
     * @param most how many sources there may be
     */
    Uni<Added> add(Connector.Found found, Plan plan, @Nullable String seed, String owner, Duration lease, int most);

    /** All sources, oldest first. */
    Uni<List<Source>> all();

    Uni<Optional<Source>> find(int id);

    /** Removes a source from all timelines at once; its posts are cleared away later. False if there is none. */
    Uni<Boolean> remove(int id);

    /** Whether this seed was planted before, though it may have been removed since. */
    Uni<Boolean> planted(String seed);

    /** Gives back the claims that a former process of this node left when it died; owners are {@code node/process}. */
    Uni<Void> reclaim(String node);

    /** Takes up to {@code limit} sources whose time has come, for this long; nobody else gets them meanwhile. */
    Uni<List<Source>> claimDue(String owner, int limit, Instant now, Duration lease);

    /** Notes what came of asking, and when to ask again; gives the claim back. */
    Uni<Void> settle(int id, String owner, Settlement settlement, Instant now);

    /**
     * Takes or keeps the right to stream sources, all at once: what one of them waits for holds up no other.
     *
     * @param up by source, whether its stream stands at the moment
     */
    Uni<Holds> holdStreams(Map<Integer, Boolean> up, String owner, Instant now, Duration lease);

    /** Has a source asked as soon as possible. */
    Uni<Void> hurry(int id, Instant now);

    /** Gives up the right to stream these. */
    Uni<Void> dropStreams(Collection<Integer> ids, String owner);

    /** Clears away up to {@code limit} posts of removed sources; the number cleared, 0 when nothing is left. */
    Uni<Integer> clear(int limit);

    /** There are as many sources as there may be. */
    final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Full, with so many. */
        public Full(int most) {
            super("There are " + most + " sources, which is as many as there may be.", null, false, false);
        }
    }

    /** A source, and whether it was new. */
    record Added(Source source, boolean isNew) {}

    /**
     * Who may stream. A source in neither set was busy, and is to be asked for again; a hold that stood goes on till it
     * has run out.
     *
     * @param ours held by whoever asked
     * @param lost held by another, or removed
     */
    record Holds(Set<Integer> ours, Set<Integer> lost) {}

    /**
     * What came of asking.
     *
     * @param memory what to bring along next time; null leaves it as it is
     * @param error null if it answered
     */
    record Settlement(
            Plan plan,
            Source.@Nullable Memory memory,
            @Nullable String title,
            @Nullable String error) {}
}
