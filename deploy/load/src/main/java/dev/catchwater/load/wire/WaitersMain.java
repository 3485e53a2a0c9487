package dev.catchwater.load.wire;

import dev.catchwater.load.Options;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * A client's process: {@code port= connections= rounds= millis=}. In each round all connections ask at once for
 * something that nobody has, which the origin sends slowly. Prints by how much the first byte of a body came later than
 * the first of all, and when the last body was whole, from the question.
 */
public final class WaitersMain {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private WaitersMain() {}

    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        AtomicInteger left = new AtomicInteger();
        Histogram lags = new Histogram(60_000_000_000L, 3);
        Histogram ends = new Histogram(60_000_000_000L, 3);
        int first = options.number("first", 0);
        int rounds = options.number("rounds", 10);
        try (Wire wire = new Wire(
                options.number("port", 0), options.number("connections", 100), line -> left.decrementAndGet())) {
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                Ask ask = Ask.whole("/w/65536/" + options.number("millis", 200) + "/" + (first + round));
                round(wire, ask, left, start);
                ends.recordValue(System.nanoTime() - start);
                lags(wire, lags);
            }
        }
        System.out.println("lag_p50_us=" + lags.getValueAtPercentile(50) / 1e3);
        System.out.println("lag_p99_us=" + lags.getValueAtPercentile(99) / 1e3);
        System.out.println("lag_max_us=" + lags.getMaxValue() / 1e3);
        System.out.println("end_us=" + ends.getValueAtPercentile(50) / 1e3);
    }

    private static void round(Wire wire, Ask ask, AtomicInteger left, long start) throws IOException {
        left.set(wire.lines().size());
        for (Wire.Line line : wire.lines()) {
            line.send(ask, start);
        }
        while (left.get() > 0) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException(left + " of them wait for ever");
            }
            wire.poll();
        }
    }

    private static void lags(Wire wire, Histogram lags) {
        long leader = wire.lines().stream().mapToLong(Wire.Line::began).min().orElseThrow();
        wire.lines().forEach(line -> lags.recordValue(line.began() - leader));
    }
}
