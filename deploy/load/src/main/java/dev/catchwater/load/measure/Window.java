package dev.catchwater.load.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a stretch of time brought and cost.
 *
 * @param calls that ended, failed ones too
 * @param failures of which so many failed or brought another body
 * @param server CPU time of the server
 * @param allocated bytes
 * @param latencies in nanoseconds
 */
record Window(long calls, long failures, long nanos, long cpuNanos, long server, long allocated, Histogram latencies) {

    double rate() {
        return calls * 1e9 / nanos;
    }

    /** Whether every call succeeded and brought its whole body. */
    boolean isWhole() {
        return calls > 0 && failures == 0;
    }

    /** As lines of a report. */
    Map<String, Double> figures() {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("rate", rate());
        all.put("cpu_us", cpuNanos / 1e3 / calls);
        all.put("per_cpu_second", calls * 1e9 / cpuNanos);
        all.put("allocated", (double) allocated / calls);
        all.put("server_share", (double) server / nanos);
        all.put("p50_us", latencies.getValueAtPercentile(50) / 1e3);
        all.put("p99_us", latencies.getValueAtPercentile(99) / 1e3);
        all.put("p999_us", latencies.getValueAtPercentile(99.9) / 1e3);
        all.put("failures", (double) failures);
        return all;
    }
}
