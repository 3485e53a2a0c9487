package dev.catchwater.edge.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKeysTest {
    @Test
    void fewKeysAreCountedExactly() {
        TopKeys keys = new TopKeys(3);
        keys.add("a", 1);
        keys.add("b", 5);
        keys.add("a", 1);
        assertThat(keys.list()).containsExactly(new TopKeys.Counted("b", 5, 0), new TopKeys.Counted("a", 2, 0));
    }

    /** The promises of the paper: no count too low, none too high by more than its error, no frequent key lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void frequentKeysAreFoundWithinTheirErrors(long seed) {
        Random dice = new Random(seed);
        int places = 64;
        TopKeys keys = new TopKeys(places);
        Map<String, Long> truth = new HashMap<>();
        long length = 0;
        for (int i = 0; i < 50_000; i++) {
            String key = "k" + (int) Math.pow(2, dice.nextDouble() * 14);
            keys.add(key, 1);
            truth.merge(key, 1L, Long::sum);
            length++;
        }
        List<TopKeys.Counted> found = keys.list();
        assertThat(found).hasSize(places).isSortedAccordingTo((a, b) -> Long.compare(b.count(), a.count()));
        assertThat(found).allSatisfy(counted -> {
            long real = truth.get(counted.key());
            assertThat(real).isBetween(counted.count() - counted.error(), counted.count());
        });
        long often = length / places;
        assertThat(found.stream().map(TopKeys.Counted::key))
                .containsAll(truth.entrySet().stream()
                        .filter(entry -> entry.getValue() > often)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void whatWasFrequentLongAgoFades() {
        TopKeys keys = new TopKeys(2);
        keys.add("old", 1_000);
        for (int i = 0; i < 12; i++) {
            keys.fade();
        }
        keys.add("new", 1);
        assertThat(keys.list().getFirst().key()).isEqualTo("new");
    }
}
