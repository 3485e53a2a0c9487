package dev.catchwater.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {
    @Test
    void theSecondKeyIsAskedForAsOftenAsTheExponentSays() {
        Zipf zipf = new Zipf(1_000, 0.9, new SplittableRandom(1));
        int[] asked = new int[1_001];
        for (int i = 0; i < 1_000_000; i++) {
            asked[zipf.next()]++;
        }
        assertThat(asked[0]).isZero();
        assertThat(asked[1_000]).isPositive();
        assertThat((double) asked[2] / asked[1]).isCloseTo(Math.pow(2, -0.9), within(0.02));
        assertThat((double) asked[100] / asked[1]).isCloseTo(Math.pow(100, -0.9), within(0.003));
    }
}
