package dev.catchwater.edge.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.eviction.Trace.Ratios;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Policies over recorded requests. */
class TraceTest {
    /** Of the bytes of all that is asked for. */
    private static final double ROOM = 0.03;

    private static Map<Policy, Ratios> ratios(Trace trace) {
        Map<Policy, Ratios> ratios = new TreeMap<>();
        for (Policy policy : Policy.values()) {
            ratios.put(policy, trace.run(policy, (long) (trace.footprint() * ROOM)));
        }
        return ratios;
    }

    @Test
    void onTheWebMixGdsfHasMostHitsAndLruFewest() {
        Map<Policy, Ratios> ratios = ratios(Trace.adaptSize());
        assertThat(ratios.get(Policy.GDSF).objects()).isGreaterThan(0.32);
        assertThat(ratios.get(Policy.S3_FIFO).objects()).isBetween(0.28, 0.31);
        assertThat(ratios.get(Policy.LRU).objects()).isBetween(0.24, 0.26);
        assertThat(ratios.get(Policy.S3_FIFO).bytes()).isGreaterThan(0.29);
    }

    @Test
    @Tag("trial")
    void ratiosOfAllTraces() {
        print("adaptsize, bytes", Trace.adaptSize());
        for (String file : List.of("web07.trace.xz", "web12.trace.xz")) {
            print(file + ", objects", Trace.sizeless(file));
        }
    }

    private static void print(String name, Trace trace) {
        ratios(trace)
                .forEach((policy, ratios) -> System.out.printf(
                        "%s, %d requests, 3 %% of the footprint, %s: objects %.3f, bytes %.3f%n",
                        name, trace.requests().size(), policy, ratios.objects(), ratios.bytes()));
    }
}
