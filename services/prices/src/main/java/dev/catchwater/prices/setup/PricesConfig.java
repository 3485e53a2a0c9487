package dev.catchwater.prices.setup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The knobs of prices: {@code catchwater.prices.*}. */
@ConfigMapping(prefix = "catchwater.prices")
public interface PricesConfig {

    /** How many pages there may be. */
    @WithDefault("100000")
    int maxPages();

    /** How long a listener may stay away and still continue where it left. */
    @WithDefault("24h")
    Duration keepEvents();

    /** How often a process says that it still works on a delivery; after four of them in silence another takes over. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long prices are kept, to the month; what held then is kept. */
    @WithDefault("1095d")
    Duration keepPoints();

    /** How long alerts are listed. */
    @WithDefault("365d")
    Duration keepAlerts();

    /** How long reviews are kept that were decided, or that were only proposed and never decided. */
    @WithDefault("365d")
    Duration keepReviews();

    /** Pages that are watched from the start: {@code kind|address|shop|the shop's address}, the last two may be missing. */
    Optional<List<SeedPage>> seedPages();

    /** How a host is asked. */
    Pace pace();

    /** When a page is looked at again. */
    Recheck recheck();

    /** How a host is asked. */
    interface Pace {

        /** The first rate, requests a second. */
        @WithDefault("0.2")
        double start();

        /** Never more requests a second, whatever a host bears. */
        @WithDefault("1")
        double most();

        /** The first pause after being kept out, or after no answer. */
        @WithDefault("2m")
        Duration firstWait();

        /** Between the probes of a host that keeps us out; doubles. */
        @WithDefault("6h")
        Duration quarantine();

        /** The longest pause of our own. One that a host orders is kept however long, and above this a person is told. */
        @WithDefault("7d")
        Duration longest();

        /** So often in a row kept out, and a host is quarantined. */
        @WithDefault("3")
        int strikes();
    }

    /** When a page is looked at again. */
    interface Recheck {

        /** Never sooner. */
        @WithDefault("15m")
        Duration shortest();

        /** Never later. */
        @WithDefault("14d")
        Duration longest();

        /** A price that is doubted is looked at again after this. */
        @WithDefault("10m")
        Duration again();

        /** What part of a host's bearable rate goes into looks. */
        @WithDefault("0.5")
        double share();

        /** For one look, with the reading and the writing. */
        @WithDefault("45s")
        Duration deadline();

        /** Who finds no page due looks again after this at the latest. */
        @WithDefault("1s")
        Duration idle();
    }
}
