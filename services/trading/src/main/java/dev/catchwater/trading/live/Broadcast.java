package dev.catchwater.trading.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.UnknownPosition;
import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells listeners how the account stands, whenever something of it was kept. Each snapshot is whole: none is missed. */
public final class Broadcast {

    /** How an order stands. */
    public record OrderView(
            String id,
            String symbol,
            String side,
            String type,
            String quantity,
            String filled,
            String price,
            String stopPrice,
            String status,
            @Nullable String reason,
            long created) {}

    /** A currency and how much there is of it. */
    public record Balance(String asset, BigDecimal amount) {}

    /** What is held of an instrument. */
    public record Position(
            String symbol,
            String quantity,
            String mark,
            String cost,
            String realised,
            String guard,
            String stop,
            long nakedMillis) {}

    /** How the account stands after an event. */
    public record Snapshot(
            long events,
            String hash,
            String state,
            BigDecimal equity,
            BigDecimal peak,
            List<Balance> balances,
            List<Position> positions,
            List<OrderView> working,
            List<OrderView> over,
            long denied,
            long illegal,
            long foreign,
            long late,
            long time) {}

    private final Hub<Snapshot> hub;
    private final ObjectMapper json;
    private final InstantSource clock;
    private volatile @Nullable Snapshot latest;
    private volatile @Nullable Function<Function<Engine, Snapshot>, Uni<Snapshot>> look;
    private long id;

    public Broadcast(Vertx vertx, ObjectMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
        id = clock.millis() * 1_000;
        hub = Hub.<Snapshot>builder(vertx)
                .numbered()
                .encode(this::text)
                // A listener that was away needs nothing but the next snapshot.
                .replay((from, limit) -> Multi.createFrom().failure(new UnknownPosition(from)))
                .build();
    }

    public Hub<Snapshot> hub() {
        return hub;
    }

    /** From now on the engine can be looked at. */
    public void begin(Function<Function<Engine, Snapshot>, Uni<Snapshot>> at) {
        look = at;
    }

    /** The newest. */
    public Optional<Snapshot> latest() {
        return Optional.ofNullable(latest);
    }

    /** Events are kept. */
    public void told(List<Event> events) {
        var at = look;
        if (at != null) {
            at.apply(engine -> Views.of(engine, clock.millis())).subscribe().with(this::publish, early -> {});
        }
    }

    public void stop() {
        hub.close();
    }

    private synchronized void publish(Snapshot snapshot) {
        latest = snapshot;
        hub.publish(new LiveEvent<>(Long.toString(++id), "account", snapshot));
    }

    private String text(Snapshot snapshot) {
        try {
            return json.writeValueAsString(snapshot);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot of ours does not become JSON", e);
        }
    }
}
