package dev.catchwater.load.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What leaks, judged by samples and by what is left. */
final class Findings {
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

    /** The last third of the samples against the third before, so that what fills up at the start does not count. */
    private static void growing(String what, List<Sample> samples, ToLongFunction<Sample> figure, List<String> leaks) {
        int third = samples.size() / 3;
        if (third == 0) {
            leaks.add("too few samples to tell whether the " + what + " is flat");
            return;
        }
        long before = median(samples.subList(third, 2 * third), figure);
        long after = median(samples.subList(samples.size() - third, samples.size()), figure);
        if (after - before > Math.max(SLACK_BYTES, before / 5)) {
            leaks.add("the " + what + " grew from " + before + " to " + after + " bytes");
        }
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
        return samples.stream().mapToLong(figure).sorted().toArray()[samples.size() / 2];
    }
}
