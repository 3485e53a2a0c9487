package dev.catchwater.trading.flow;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A journal that outlives its writers, and that sometimes fails before or after it has kept a batch. */
final class MemoryJournal implements Journal {

    final List<Batch> batches = new ArrayList<>();

    /** Comes before a stop is kept. */
    volatile Uni<Void> stopping = Uni.createFrom().voidItem();

    private final TreeMap<Long, Kept> kept = new TreeMap<>();
    private final SplittableRandom dice = new SplittableRandom(5);
    private Genesis genesis;
    private Command.Halt stop;
    private boolean closed;

    @Override
    public Uni<Void> stop(Command.Halt halt) {
        return stopping.invoke(() -> keep(halt));
    }

    private synchronized void keep(Command.Halt halt) {
        stop = halt;
    }

    @Override
    public synchronized Uni<Optional<Command.Halt>> stopped() {
        return Uni.createFrom().item(Optional.ofNullable(stop));
    }

    @Override
    public synchronized Uni<Optional<Genesis>> genesis() {
        return Uni.createFrom().item(Optional.ofNullable(genesis));
    }

    @Override
    public synchronized Uni<Void> begin(Genesis first) {
        genesis = first;
        closed = false;
        kept.clear();
        batches.clear();
        return Uni.createFrom().voidItem();
    }

    @Override
    public synchronized Uni<Void> close(long epoch, boolean now) {
        closed = now;
        return Uni.createFrom().voidItem();
    }

    @Override
    public synchronized Uni<List<Traded>> traded(long epoch) {
        var net = new TreeMap<String, Traded>();
        for (var batch : batches) {
            batch.orders()
                    .forEach(order ->
                            net.putIfAbsent(order.symbol(), new Traded(order.symbol(), 0, BigDecimal.ZERO, 0)));
            batch.fills()
                    .forEach(fill -> net.computeIfPresent(
                            fill.symbol(),
                            (symbol, before) -> new Traded(
                                    symbol,
                                    before.quantity() + (fill.side().buying() ? fill.quantity() : -fill.quantity()),
                                    BigDecimal.ZERO,
                                    fill.price())));
        }
        return Uni.createFrom().item(List.copyOf(net.values()));
    }

    @Override
    public synchronized Uni<Void> append(Batch batch) {
        if (closed || batch.epoch() != genesis.epoch()) {
            return Uni.createFrom().failure(new Fenced());
        }
        genesis =
                new Genesis(genesis.epoch(), genesis.prefix(), genesis.settings(), genesis.balances(), batch.halted());
        int luck = dice.nextInt(20);
        if (luck == 0) {
            return Uni.createFrom().failure(new IllegalStateException("not kept"));
        }
        for (var each : batch.events()) {
            var there = kept.get(each.number());
            if (there != null && !there.equals(each)) {
                return Uni.createFrom().failure(new Fenced());
            }
        }
        if (!kept.containsKey(batch.events().getFirst().number())) {
            batch.events().forEach(each -> kept.put(each.number(), each));
            batches.add(batch);
            if (batch.events().stream().anyMatch(MemoryJournal::halts)) {
                stop = null;
            }
        }
        return luck == 1
                ? Uni.createFrom().failure(new IllegalStateException("kept, and nobody heard of it"))
                : Uni.createFrom().voidItem();
    }

    private static boolean halts(Kept kept) {
        return kept.event() instanceof Event.Commanded commanded && commanded.command() instanceof Command.Halt;
    }

    @Override
    public synchronized Uni<List<Kept>> after(long epoch, long number, int limit) {
        return Uni.createFrom()
                .item(kept.tailMap(number, false).values().stream().limit(limit).toList());
    }
}
