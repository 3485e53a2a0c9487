package dev.catchwater.live;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Hub}. The order and the encoder must be given. */
public final class HubBuilder<E> {
    private final Vertx vertx;
    private @Nullable Comparator<String> order;
    private @Nullable Function<E, String> encoder;
    private Replay<E> replay = Replay.none();
    private Consumer<LiveSignal> signals = signal -> {};
    private int mostListeners = 10_000;
    private int queue = 256;
    private int mostReplayed = 1_000;
    private Duration heartbeat = Duration.ofSeconds(15);
    private Duration retry = Duration.ofSeconds(3);

    HubBuilder(Vertx vertx) {
        this.vertx = vertx;
    }

    /** How ids follow each other. It also meets ids that listeners made up, and must order those without throwing. */
    public HubBuilder<E> order(Comparator<String> ids) {
        order = ids;
        return this;
    }

    /** Ids that are decimal numbers of up to 18 digits; anything else comes before them all. */
    public HubBuilder<E> numbered() {
        return order(Comparator.comparingLong(HubBuilder::number));
    }

    /** Makes the data of an event; called once an event, and once for each listener that is told it from the past. */
    public HubBuilder<E> encode(Function<E, String> data) {
        encoder = data;
        return this;
    }

    public HubBuilder<E> replay(Replay<E> past) {
        replay = past;
        return this;
    }

    /** Who counts. It must not block and must not throw. */
    public HubBuilder<E> signals(Consumer<LiveSignal> listener) {
        signals = listener;
        return this;
    }

    /** How many listeners at most; 10,000. */
    public HubBuilder<E> mostListeners(int bound) {
        mostListeners = bound;
        return this;
    }

    /** How many events wait for a slow listener before they become a gap; 256. */
    public HubBuilder<E> queue(int bound) {
        queue = bound;
        return this;
    }

    /** How many events of the past are told before the listener is told to start afresh; 1,000. */
    public HubBuilder<E> mostReplayed(int bound) {
        mostReplayed = bound;
        return this;
    }

    /** How often a comment goes to each listener; 15 s. Who takes nothing for two of these is cut off. */
    public HubBuilder<E> heartbeat(Duration period) {
        heartbeat = period;
        return this;
    }

    /**
     * The hub, ready to be published to and listened at.
     *
     * @throws NullPointerException if the order or the encoder is missing
     */
    public Hub<E> build() {
        return new Hub<>(
                vertx,
                new Knobs<>(
                        Objects.requireNonNull(order, "order"),
                        Objects.requireNonNull(encoder, "encoder"),
                        replay,
                        signals,
                        mostListeners,
                        queue,
                        mostReplayed,
                        heartbeat,
                        retry));
    }

    private static long number(String id) {
        if (id.isEmpty() || id.length() > 18) {
            return -1;
        }
        for (int at = 0; at < id.length(); at++) {
            if (id.charAt(at) < '0' || id.charAt(at) > '9') {
                return -1;
            }
        }
        return Long.parseLong(id);
    }
}
