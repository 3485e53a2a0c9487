package dev.catchwater.load.wire;

import dev.catchwater.load.Options;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A client's process: {@code port= connections= plan= rate= warm= seconds=}, or {@code calls=} in a closed loop. With a
 * rate, each request is due at a moment of its own, and its latency counts from there, however late a connection is free
 * for it (no coordinated omission). Prints {@code figure=value}; one wrong answer fails it.
 */
public final class PacedMain {
    private final Supplier<Ask> plan;
    private final ArrayDeque<Wire.Line> free = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final Histogram latencies = new Histogram(60_000_000_000L, 3);
    private final Histogram lateness = new Histogram(60_000_000_000L, 3);
    private final Wire wire;
    private long from;
    private long begun;
    private long ended;

    private PacedMain(Options options) throws IOException {
        plan = Plans.of(options);
        wire = new Wire(options.number("port", 0), options.number("connections", 64), this::ended);
        free.addAll(wire.lines());
    }

    private void ended(Wire.Line line) throws IOException {
        ended++;
        if (line.due() >= from) {
            latencies.recordValue(Math.clamp(System.nanoTime() - line.due(), 1, 60_000_000_000L));
        }
        Long due = waiting.poll();
        if (due == null) {
            free.add(line);
        } else {
            line.send(plan.get(), due);
        }
    }

    private void due(long moment) throws IOException {
        begun++;
        if (moment >= from) {
            lateness.recordValue(Math.clamp(System.nanoTime() - moment, 0, 60_000_000_000L));
        }
        Wire.Line line = free.poll();
        if (line == null) {
            waiting.add(moment);
        } else {
            line.send(plan.get(), moment);
        }
    }

    private void open(double rate, double warm, double seconds) throws IOException {
        long start = System.nanoTime();
        from = start + (long) (warm * 1e9);
        long calls = (long) (rate * (warm + seconds));
        while (begun < calls) {
            long now = System.nanoTime();
            for (long next = start + (long) (begun / rate * 1e9);
                    next <= now && begun < calls;
                    next = start + (long) (begun / rate * 1e9)) {
                due(next);
            }
            wire.poll();
        }
        finish();
    }

    private void closed(long calls) throws IOException {
        while (begun < calls) {
            while (!free.isEmpty() && begun < calls) {
                due(System.nanoTime());
            }
            wire.poll();
        }
        finish();
    }

    /** Who does not answer any more within half a minute fails the run. */
    private void finish() throws IOException {
        long until = System.nanoTime() + 30_000_000_000L;
        while (ended < begun) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(begun - ended + " requests are never answered");
            }
            wire.poll();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        PacedMain main = new PacedMain(options);
        long start = System.nanoTime();
        int rate = options.number("rate", 0);
        if (rate > 0) {
            main.open(rate, options.number("warm", 3), options.number("seconds", 10));
        } else {
            main.closed(options.number("calls", 1_000));
        }
        print("calls", (double) main.ended);
        print("rate", main.ended * 1e9 / (System.nanoTime() - start));
        print("p50_us", main.latencies.getValueAtPercentile(50) / 1e3);
        print("p99_us", main.latencies.getValueAtPercentile(99) / 1e3);
        print("p999_us", main.latencies.getValueAtPercentile(99.9) / 1e3);
        print("max_us", main.latencies.getMaxValue() / 1e3);
        // By how much this client itself looked too late at its schedule.
        print("late_p99_us", main.lateness.getValueAtPercentile(99) / 1e3);
        main.wire.close();
    }

    private static void print(String name, double value) {
        System.out.println(name + "=" + value);
    }
}
