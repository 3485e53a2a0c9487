package dev.catchwater.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Judges what a host has seen of its crawlers. */
final class Manners {

    private Manners() {}

    /**
     * Between any two requests there are as many gaps as there were requests, but for what one may be late by.
     *
     * @param came milliseconds, in their order
     */
    static void areAtPace(List<Long> came, Duration gap, Duration late) {
        for (int i = 0; i < came.size(); i++) {
            for (int j = i + 1; j < came.size(); j++) {
                assertThat(came.get(j) - came.get(i))
                        .as("requests %d to %d of %s", i, j, came)
                        .isGreaterThan((j - i) * gap.toMillis() - late.toMillis());
            }
        }
    }

    /** Nothing came while a host wanted to be left alone. */
    static void keepOrders(List<Instant> came, List<Instant> ordered, Duration wait) {
        for (Instant order : ordered) {
            assertThat(came.stream().filter(at -> at.isAfter(order) && at.isBefore(order.plus(wait))))
                    .as("within a Retry-After")
                    .isEmpty();
        }
    }
}
