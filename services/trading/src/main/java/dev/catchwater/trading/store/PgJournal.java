package dev.catchwater.trading.store;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The journal in PostgreSQL: a batch with its orders and fills is one transaction. */
@ApplicationScoped
class PgJournal implements Journal {

    private static final String EVENT =
            // A batch whose commit was not heard of is written again; other events under its numbers are somebody
            // else's.
            "INSERT INTO journal (epoch, number, hash, event, writer) VALUES ($1, $2, $3, $4, $5)"
                    + " ON CONFLICT (epoch, number) DO UPDATE SET hash = EXCLUDED.hash"
                    + " WHERE journal.event = EXCLUDED.event AND journal.hash = EXCLUDED.hash"
                    + " AND journal.writer = EXCLUDED.writer";
    private static final String INTENT = "INSERT INTO intent (client_id, epoch, symbol, side, type, quantity, price,"
            + " stop_price) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    private static final String FILL =
            "INSERT INTO fill (symbol, trade_id, epoch, client_id, side, price, quantity, fee,"
                    + " fee_asset, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

    private static final String STOP = "INSERT INTO stop (by, reason, leave) VALUES ($1, $2, $3) ON CONFLICT (one)"
            + " DO UPDATE SET by = EXCLUDED.by, reason = EXCLUDED.reason, leave = stop.leave OR EXCLUDED.leave";

    // A closed epoch is nobody's any more; the row is locked, so that whoever closes it waits for this batch.
    private static final String OPEN = "UPDATE genesis SET halted = $2 WHERE epoch = $1 AND NOT closed";

    private static final String TRADED =
            "SELECT i.symbol, coalesce(sum(CASE f.side WHEN 'BUY' THEN f.quantity ELSE -f.quantity END), 0)::bigint"
                    + " AS quantity, coalesce(sum(f.fee) FILTER (WHERE f.fee_asset = split_part(i.symbol, '/', 1)), 0)"
                    + " AS fees, coalesce((array_agg(f.price ORDER BY f.at DESC) FILTER (WHERE f.price > 0))[1], 0)"
                    + " AS price FROM (SELECT DISTINCT symbol FROM intent WHERE epoch = $1) i"
                    + " LEFT JOIN fill f ON f.symbol = i.symbol AND f.epoch = $1 GROUP BY i.symbol ORDER BY i.symbol";

    private final Pool pool;

    private final long writer;

    PgJournal(Pool pool, Writer writer) {
        this.pool = pool;
        this.writer = writer.token();
    }

    @Override
    public Uni<Optional<Genesis>> genesis() {
        return pool.query("SELECT epoch, prefix, settings, balances, halted FROM genesis ORDER BY epoch DESC LIMIT 1")
                .execute()
                .map(rows -> {
                    for (var row : rows) {
                        var balances = new TreeMap<String, BigDecimal>();
                        row.getJsonObject("balances")
                                .forEach(each -> balances.put(each.getKey(), new BigDecimal((String) each.getValue())));
                        return Optional.of(new Genesis(
                                row.getLong("epoch"),
                                row.getString("prefix"),
                                row.getString("settings"),
                                balances,
                                row.getBoolean("halted")));
                    }
                    return Optional.empty();
                });
    }

    @Override
    public Uni<Void> begin(Genesis genesis) {
        var balances = new JsonObject();
        genesis.balances().forEach((asset, amount) -> balances.put(asset, amount.toPlainString()));
        return pool.preparedQuery("INSERT INTO genesis (epoch, prefix, settings, balances, halted)"
                        + " VALUES ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(genesis.epoch(), genesis.prefix(), genesis.settings(), balances, genesis.halted()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> stop(Command.Halt halt) {
        return pool.preparedQuery(STOP)
                .execute(Tuple.of(halt.by(), halt.reason(), halt.leave()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Command.Halt>> stopped() {
        return pool.query("SELECT by, reason, leave FROM stop").execute().map(rows -> {
            for (var row : rows) {
                return Optional.of(
                        new Command.Halt(row.getString("by"), row.getString("reason"), row.getBoolean("leave")));
            }
            return Optional.empty();
        });
    }

    @Override
    public Uni<Void> append(Batch batch) {
        return pool.withTransaction(connection -> open(connection, batch)
                .chain(() -> events(connection, batch))
                .chain(() -> obeyed(connection, batch))
                .chain(() -> insert(connection, INTENT, intents(batch)))
                .chain(() -> insert(connection, FILL, fills(batch))));
    }

    @Override
    public Uni<Void> close(long epoch, boolean closed) {
        return pool.preparedQuery("UPDATE genesis SET closed = $2 WHERE epoch = $1")
                .execute(Tuple.of(epoch, closed))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Traded>> traded(long epoch) {
        return pool.preparedQuery(TRADED).execute(Tuple.of(epoch)).map(rows -> {
            var traded = new ArrayList<Traded>();
            rows.forEach(row -> traded.add(new Traded(
                    row.getString("symbol"),
                    row.getLong("quantity"),
                    row.getBigDecimal("fees"),
                    row.getLong("price"))));
            return traded;
        });
    }

    @Override
    public Uni<List<Kept>> after(long epoch, long number, int limit) {
        return pool.preparedQuery("SELECT number, hash, event FROM journal WHERE epoch = $1 AND number > $2"
                        + " ORDER BY number LIMIT $3")
                .execute(Tuple.of(epoch, number, limit))
                .map(rows -> {
                    var kept = new ArrayList<Kept>(rows.size());
                    rows.forEach(row -> kept.add(new Kept(
                            row.getLong("number"), EventText.read(row.getString("event")), row.getLong("hash"))));
                    return kept;
                });
    }

    // A halt that is an event of the journal is told again by that.
    private static Uni<Void> obeyed(SqlConnection connection, Batch batch) {
        var halts = batch.events().stream()
                .map(Kept::event)
                .filter(Event.Commanded.class::isInstance)
                .map(event -> ((Event.Commanded) event).command())
                .filter(Command.Halt.class::isInstance)
                .map(Command.Halt.class::cast)
                .toList();
        return halts.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery("DELETE FROM stop WHERE NOT leave OR $1")
                        .execute(Tuple.of(halts.stream().anyMatch(Command.Halt::leave)))
                        .replaceWithVoid();
    }

    private static Uni<Void> open(SqlConnection connection, Batch batch) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(batch.epoch(), batch.halted()))
                .invoke(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new Fenced();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> insert(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    private Uni<Void> events(SqlConnection connection, Batch batch) {
        return connection
                .preparedQuery(EVENT)
                .executeBatch(events(batch))
                .invoke(rows -> {
                    for (var each = rows; each != null; each = each.next()) {
                        if (each.rowCount() == 0) {
                            throw new Fenced();
                        }
                    }
                })
                .replaceWithVoid();
    }

    private List<Tuple> events(Batch batch) {
        return batch.events().stream()
                .map(kept -> Tuple.of(batch.epoch(), kept.number(), kept.hash(), EventText.write(kept.event()), writer))
                .toList();
    }

    private static List<Tuple> intents(Batch batch) {
        return batch.orders().stream()
                .map(order -> intent(batch.epoch(), order))
                .toList();
    }

    private static Tuple intent(long epoch, OrderRequest order) {
        return Tuple.tuple()
                .addString(order.clientId())
                .addLong(epoch)
                .addString(order.symbol())
                .addString(order.side().name())
                .addString(order.type().name())
                .addLong(order.quantity())
                .addLong(order.price())
                .addLong(order.stopPrice());
    }

    private static List<Tuple> fills(Batch batch) {
        return batch.fills().stream().map(fill -> fill(batch.epoch(), fill)).toList();
    }

    private static Tuple fill(long epoch, Fill fill) {
        return Tuple.tuple()
                .addString(fill.symbol())
                .addString(fill.tradeId())
                .addLong(epoch)
                .addString(fill.clientId())
                .addString(fill.side().name())
                .addLong(fill.price())
                .addLong(fill.quantity())
                .addBigDecimal(fill.fee())
                .addString(fill.feeAsset())
                .addLong(fill.time());
    }
}
