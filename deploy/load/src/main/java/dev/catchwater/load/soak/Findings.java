package dev.catchwater.load.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** What leaks, judged by samples and by what is left. */
public final class Findings {
    /** Of what the collector and the pools of buffers do by themselves. */
    private static final long SLACK_BYTES = 6L << 20;

    private Findings() {}

    /** A sentence for each leak; none if all is well. */
    static List<String> of(List<Sample> samples, Remains remains) {
        List<String> leaks = new ArrayList<>();
        growing("heap", samples, Sample::heap, leaks);
        growing("direct memory", samples, Sample::direct, leaks);
        left("calls that never ended", remains.unended(), leaks);
        left("attempts in flight", remains.inFlight(), leaks);
        left("attempts in the queue", remains.queued(), leaks);
        left("timers", remains.timers(), leaks);
        left("exchanges", over(remains.exchanges()), leaks);
        left("open connections", remains.open(), leaks);
        left("lost buffers", remains.buffers(), leaks);
        return leaks;
    }

    private static long over(long number) {
        return number <= Remains.REMEMBERED ? 0 : number;
    }

    private static void left(String what, long number, List<String> leaks) {
        if (number != 0) {
            leaks.add(number + " " + what + " are left");
        }
    }

    private static void growing(String what, List<Sample> samples, ToLongFunction<Sample> figure, List<String> leaks) {
        growth(what, samples.stream().mapToLong(figure).toArray()).ifPresent(leaks::add);
    }

    /** A sentence, if bytes grew from the second third of the samples to the last: what fills up at the start does not count. */
    public static Optional<String> growth(String what, long... samples) {
        int third = samples.length / 3;
        if (third == 0) {
            return Optional.of("too few samples to tell whether the " + what + " is flat");
        }
        long before = median(Arrays.copyOfRange(samples, third, 2 * third));
        long after = median(Arrays.copyOfRange(samples, samples.length - third, samples.length));
        return after - before > Math.max(SLACK_BYTES, before / 5)
                ? Optional.of("the " + what + " grew from " + before + " to " + after + " bytes")
                : Optional.empty();
    }

    private static long median(long... samples) {
        return LongStream.of(samples).sorted().toArray()[samples.length / 2];
    }
}
