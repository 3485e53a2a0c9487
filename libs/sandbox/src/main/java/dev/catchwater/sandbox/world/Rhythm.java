package dev.catchwater.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When people write: a Poisson process whose rate follows the hour of the day (UTC), cut into ten-minute slots that can
 * each be rolled alone.
 */
public final class Rhythm {

    /** The length of a slot. */
    public static final Duration SLOT = Duration.ofMinutes(10);

    private static final double SLOTS_PER_DAY = (double) Duration.ofDays(1).toMillis() / SLOT.toMillis();

    private Rhythm() {}

    /** The slot that holds this instant. */
    public static long slotOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), SLOT.toMillis());
    }

    /** The first instant of a slot. */
    public static Instant startOf(long slot) {
        return Instant.ofEpochMilli(slot * SLOT.toMillis());
    }

    /**
     * The moments of a slot at which something happens, in order, to the millisecond.
     *
     * @param perDay mean number a day
     * @param peakHour UTC hour of the day's maximum
     */
    public static List<Instant> moments(Dice dice, long slot, double perDay, int peakHour) {
        double hour = (startOf(slot).getEpochSecond() % 86_400) / 3_600.0;
        // Mean 1 over the day, 1.8 at the peak, 0.2 twelve hours away.
        double shape = 1 + 0.8 * Math.cos((hour - peakHour) / 24 * 2 * Math.PI);
        int count = dice.poisson(perDay / SLOTS_PER_DAY * shape);
        var moments = new ArrayList<Instant>(count);
        for (int i = 0; i < count; i++) {
            moments.add(startOf(slot).plusMillis(dice.between(0, SLOT.toMillis())));
        }
        moments.sort(null);
        return List.copyOf(moments);
    }
}
