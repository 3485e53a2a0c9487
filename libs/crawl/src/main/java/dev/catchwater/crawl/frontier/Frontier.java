package dev.catchwater.crawl.frontier;

import dev.catchwater.crawl.CanonicalUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked, and whose turn it is: addresses of many hosts in Postgres, each once by its canonical spelling, no
 * more than a bound. Any number of processes take turns at hosts: a turn is a lease with a fence, so that a host is asked by
 * one at a time, one that died is followed by another, and one that only seemed dead writes nothing any more. Each request
 * needs leave, which moves the moment before which nobody asks that host again, and is written before the request is sent.
 *
 * <p>How long the pause between requests is, when an address is due again and what else is known of it is the caller's:
 * its tables carry the numbers of addresses, and its statements share the transactions. Times are the caller's, too; the
 * clocks of processes that share a frontier must agree to well within a pause.
 *
 * <p>Failures are those of the SQL client.
 */
public final class Frontier {

    private static final OffsetDateTime[] NO_TIMES = {};

    private final Pool pool;

    /**
     * The frontier that these connections see.
     *
     * @param pool whose {@code search_path} leads to the tables of {@code db/crawl}
     */
    public Frontier(Pool pool) {
        this.pool = pool;
    }

    /**
     * An address that was added.
     *
     * @param id its number, for the caller's own tables
     */
    public record Added(long id, URI address, String origin) {}

    /**
     * Adds addresses that are not there yet, in the order given, as far as there is room; what is no web address is left
     * out. Others that add wait for the transaction's end, so a caller that also {@linkplain #end ends} a turn adds first.
     *
     * @param due when the first is due
     * @param apart how much later each of the following is
     * @param most addresses there may be in all
     */
    public Uni<List<Added>> add(SqlConnection tx, List<URI> addresses, Instant due, Duration apart, int most) {
        List<URI> canonical = addresses.stream()
                .flatMap(address -> CanonicalUrl.of(address.toString()).stream())
                .distinct()
                .toList();
        List<OffsetDateTime> times = new ArrayList<>();
        for (int i = 0; i < canonical.size(); i++) {
            times.add(time(due.plus(apart.multipliedBy(i))));
        }
        String[] urls = canonical.stream().map(URI::toString).toArray(String[]::new);
        String[] origins = canonical.stream().map(CanonicalUrl::originOf).toArray(String[]::new);
        return canonical.isEmpty()
                ? Uni.createFrom().item(List.of())
                : run(tx, Statements.LOCK)
                        .flatMap(locked -> hosts(tx, List.of(origins), due))
                        .flatMap(known -> run(tx, Statements.ADD, urls, origins, times.toArray(NO_TIMES), (long) most))
                        .map(Frontier::added)
                        .call(all -> refresh(tx, all.stream().map(Added::origin).toList()));
    }

    private static List<Added> added(RowSet<Row> rows) {
        List<Added> added = new ArrayList<>(rows.size());
        for (Row row : rows) {
            added.add(new Added(row.getLong("id"), URI.create(row.getString("url")), row.getString("origin")));
        }
        return added;
    }

    // In the order of their names, as every statement that locks several hosts: two that wait for each other wait for
    // ever.
    private static Uni<RowSet<Row>> hosts(SqlConnection tx, Collection<String> origins, Instant notBefore) {
        String[] all = new TreeSet<>(origins).toArray(String[]::new);
        return run(tx, Statements.ADD_HOSTS, all, time(notBefore));
    }

    private static Uni<RowSet<Row>> refresh(SqlConnection tx, Collection<String> origins) {
        return run(tx, Statements.REFRESH, (Object) new TreeSet<>(origins).toArray(String[]::new));
    }

    /**
     * Waits for whoever is writing about an address, and lets nobody else do so until the transaction's end. To be called
     * before anything is deleted that is to go with it: what the other one had just written would be left behind.
     */
    public Uni<Void> lock(SqlConnection tx, long address) {
        // The host first, as those do who end a turn.
        return run(tx, Statements.LOCK_HOST, address)
                .flatMap(host -> run(tx, Statements.LOCK_ADDRESS, address))
                .replaceWithVoid();
    }

    /** Forgets an address. False if there is none. */
    public Uni<Boolean> remove(SqlConnection tx, long address) {
        return run(tx, Statements.REMOVE, address)
                .flatMap(gone -> gone.size() == 0
                        ? Uni.createFrom().item(false)
                        : refresh(tx, List.of(gone.iterator().next().getString("origin")))
                                .replaceWith(true));
    }

    /**
     * Takes the turn at the host that waited longest, if one is due and free.
     *
     * @param lease for how long; every request must be over by then
     */
    public Uni<Optional<Turn>> claim(Instant now, Duration lease) {
        Instant until = now.plus(lease);
        return run(pool, Statements.CLAIM, time(now), time(until)).flatMap(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(Optional.<Turn>empty());
            }
            Row row = rows.iterator().next();
            Long address = row.getLong("address");
            Turn turn = new Turn(
                    row.getString("origin"),
                    row.getLong("fence"),
                    address == null ? 0 : address,
                    until,
                    row.getBoolean("lapsed"));
            // What was due may have been removed while the turn was taken.
            return address != null
                    ? Uni.createFrom().item(Optional.of(turn))
                    : giveBack(turn, now).replaceWith(Optional.<Turn>empty());
        });
    }

    /**
     * Leave for one request, which is to be sent at once: nobody asks this host again before {@code next}. False if the turn
     * has lapsed, or it is too early.
     */
    public Uni<Boolean> ask(Turn turn, Instant now, Instant next) {
        return run(pool, Statements.ASK, turn.origin(), turn.fence(), time(now), time(next))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Leave for one request without a turn, such as that to where a robots.txt leads; it is to be sent at once. False if it is
     * too early there, or somebody has the turn.
     *
     * @param next nobody asks this host sooner
     */
    public Uni<Boolean> askBeside(String origin, Instant now, Instant next) {
        return run(pool, Statements.ASK_BESIDE, origin, time(now), time(next)).map(rows -> rows.rowCount() == 1);
    }

    /** A host ordered to be left alone: nobody asks it sooner, whoever has its turn or none. Shortens no longer wait. */
    public Uni<Void> holdBack(String origin, Instant notBefore) {
        return run(pool, Statements.HOLD_BACK, origin, time(notBefore)).replaceWithVoid();
    }

    /**
     * Holds a turn and its address until the transaction's end, to write a part of what came of it. Fails as {@link #end}
     * does.
     */
    public Uni<Void> hold(SqlConnection tx, Turn turn) {
        return run(tx, Statements.HOLDS, turn.origin(), turn.fence())
                .invoke(held -> require(held.size() == 1, turn))
                .flatMap(held -> run(tx, Statements.HOLD_ADDRESS, turn.address()))
                .invoke(there -> require(there.size() == 1, turn))
                .replaceWithVoid();
    }

    /**
     * Ends a turn, in the transaction that writes what came of it. Fails with {@link Turn.Lost} if it is another's by now or
     * the address is gone; then that transaction must not be committed.
     *
     * @param due when the address is due again; null: never
     * @param askedAt the origin where it is asked from now on
     * @param notBefore nobody asks this host sooner
     */
    public Uni<Void> end(SqlConnection tx, Turn turn, @Nullable Instant due, String askedAt, Instant notBefore) {
        // Both hosts at once and in order: another may be ending a turn that leads from there to here.
        return hosts(tx, List.of(askedAt), notBefore)
                .flatMap(there -> run(tx, Statements.HOLD_BOTH, turn.origin(), turn.fence(), askedAt))
                .invoke(held -> require(holds(held, turn), turn))
                .flatMap(held -> run(tx, Statements.DUE, turn.address(), time(due), askedAt))
                .invoke(moved -> require(moved.rowCount() == 1, turn))
                .flatMap(moved -> run(tx, Statements.END, turn.origin(), time(notBefore)))
                .flatMap(ended -> refresh(tx, List.of(turn.origin(), askedAt)))
                .replaceWithVoid();
    }

    /** Ends a turn in which nothing came of its address, which stays due. Fails as {@link #end} does. */
    public Uni<Void> giveBack(SqlConnection tx, Turn turn, Instant notBefore) {
        return run(tx, Statements.HOLDS, turn.origin(), turn.fence())
                .invoke(held -> require(held.size() == 1, turn))
                .flatMap(held -> run(tx, Statements.END, turn.origin(), time(notBefore)))
                .flatMap(ended -> refresh(tx, List.of(turn.origin())))
                .replaceWithVoid();
    }

    private Uni<Void> giveBack(Turn turn, Instant notBefore) {
        return pool.withTransaction(tx -> giveBack(tx, turn, notBefore));
    }

    private static boolean holds(RowSet<Row> hosts, Turn turn) {
        for (Row host : hosts) {
            if (host.getString("origin").equals(turn.origin())) {
                return host.getLong("fence") == turn.fence();
            }
        }
        return false;
    }

    private static void require(boolean holds, Turn turn) {
        if (!holds) {
            throw new Turn.Lost(turn);
        }
    }

    /** Lets a host be asked now that had to wait. False if it had not. */
    public Uni<Boolean> hurry(SqlConnection tx, String origin, Instant now) {
        return run(tx, Statements.HURRY, origin, time(now))
                .flatMap(rows -> refresh(tx, List.of(origin)).replaceWith(rows.rowCount() == 1));
    }

    /** When the next turn can be taken, at the soonest; empty if nothing is ever due. */
    public Uni<Optional<Instant>> soonest() {
        return run(pool, Statements.SOONEST).map(rows -> {
            OffsetDateTime at = rows.iterator().next().getOffsetDateTime("at");
            return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
        });
    }

    private static Uni<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... parameters) {
        return client.preparedQuery(sql).execute(Tuple.wrap(parameters));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
