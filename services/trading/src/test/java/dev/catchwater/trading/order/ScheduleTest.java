package dev.catchwater.trading.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void twapSendsEqualPartsAtEqualTimes() {
        var twap = new Schedule.Twap(100, 1, 4, 1_000, 500);
        assertThat(twap.due(999)).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(twap.due(1_000 + i * 500)).isEqualTo(25);
            assertThat(twap.due(1_000 + i * 500)).as("one part at a time").isZero();
            twap.ended(0);
        }
        assertThat(twap.done()).isTrue();
    }

    @Test
    void whatAPartLeftUnfilledGoesWithTheNextOnes() {
        var twap = new Schedule.Twap(90, 1, 3, 0, 10);
        assertThat(twap.due(0)).isEqualTo(30);
        twap.ended(20);
        assertThat(twap.due(10)).isEqualTo(40);
        twap.ended(0);
        assertThat(twap.due(20)).isEqualTo(40);
    }

    @Test
    void twapSendsAllOfItByTheLastPartHoweverLateItIsAsked() {
        var dice = new SplittableRandom(3);
        for (int round = 0; round < 1_000; round++) {
            int slices = dice.nextInt(1, 20);
            long total = dice.nextLong(1, 10_000);
            var twap = new Schedule.Twap(total, dice.nextLong(1, 50), slices, 0, 100);
            long sent = 0;
            for (long now = 0; now < slices * 100L; now += dice.nextInt(1, 250)) {
                sent += twap.due(now);
                twap.ended(0);
            }
            sent += twap.due(slices * 100L);
            assertThat(sent).isLessThanOrEqualTo(total);
            twap.ended(0);
            assertThat(twap.done() ? sent : total).isEqualTo(total);
        }
    }

    @Test
    void icebergShowsAPartAtATime() {
        var iceberg = new Schedule.Iceberg(25, 10);
        assertThat(iceberg.due(0)).isEqualTo(10);
        assertThat(iceberg.due(0)).isZero();
        iceberg.ended(0);
        assertThat(iceberg.due(0)).isEqualTo(10);
        iceberg.ended(0);
        assertThat(iceberg.due(0)).isEqualTo(5);
        iceberg.ended(0);
        assertThat(iceberg.done()).isTrue();
    }

    @Test
    void icebergWhosePartWasCanceledSendsNoMore() {
        var iceberg = new Schedule.Iceberg(25, 10);
        iceberg.due(0);
        iceberg.ended(4);
        assertThat(iceberg.due(1)).isZero();
        assertThat(iceberg.done()).isTrue();
    }
}
