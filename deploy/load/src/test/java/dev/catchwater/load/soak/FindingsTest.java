package dev.catchwater.load.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Remains NOTHING = new Remains(0, 0, 0, 0, 0, 0, 0);

    private static List<Sample> samples(IntToLongFunction heap, IntToLongFunction direct) {
        return IntStream.range(0, 30)
                .mapToObj(i -> new Sample(i, i, heap.applyAsLong(i), direct.applyAsLong(i), 10, 5, 0))
                .toList();
    }

    private static final List<Sample> FLAT = samples(i -> 20_000_000 + i % 3 * 500_000, i -> 4_000_000);

    @Test
    void whatIsFlatAndWhatFillsUpAtTheStartIsNoLeak() {
        assertThat(Findings.of(FLAT, NOTHING)).isEmpty();
        assertThat(Findings.of(samples(i -> Math.min(i, 8) * 4_000_000L, i -> 1), NOTHING))
                .isEmpty();
    }

    @Test
    void whatGrowsIsALeak() {
        assertThat(Findings.of(samples(i -> 20_000_000 + i * 1_000_000L, i -> 1), NOTHING))
                .singleElement()
                .asString()
                .startsWith("the heap grew");
        assertThat(Findings.of(samples(i -> 1, i -> i * 1_000_000L), NOTHING))
                .singleElement()
                .asString()
                .startsWith("the direct memory grew");
    }

    @Test
    void whateverIsLeftIsALeak() {
        assertThat(Findings.of(FLAT, new Remains(1, 2, 3, 9, 9, 6, 7))).hasSize(7);
    }

    @Test
    void fewSamplesProveNothing() {
        assertThat(Findings.of(FLAT.subList(0, 2), NOTHING)).isNotEmpty();
    }
}
