package dev.catchwater.aggregator.setup;

import dev.catchwater.aggregator.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The knobs of the aggregator: {@code catchwater.aggregator.*}. Lists are separated by commas. */
@ConfigMapping(prefix = "catchwater.aggregator")
public interface AggregatorConfig {

    /** This replica among all; the same after a restart, different on each. Default: host name and HTTP port. */
    Optional<String> node();

    /** The replica's part of post ids, 0 to 1023. Default: a hash of {@link #node}; collisions are retried. */
    OptionalInt nodeNumber();

    /** Sources that are there from the start, as {@code platform:url}. Each is added once, and may be removed. */
    Optional<List<SeedText>> seedSources();

    /** How many sources there may be. */
    @WithDefault("1000")
    int maxSources();

    /** How long a listener may stay away and still continue where it left. */
    @WithDefault("24h")
    Duration keepEvents();

    /** When sources are asked. */
    Polling polling();

    /** How streams are kept. */
    Streaming streaming();

    /** Mastodon instances. */
    Mastodon mastodon();

    /** When sources are asked. */
    interface Polling {

        /** The interval of a new source. */
        @WithDefault("15m")
        Duration initial();

        /** The shortest interval. */
        @WithDefault("1m")
        Duration min();

        /** The longest interval while a source answers; also how often a streamed source is asked, to check. */
        @WithDefault("1h")
        Duration max();

        /** The longest interval while a source fails. */
        @WithDefault("24h")
        Duration maxBackoff();

        /** How often we look for sources whose time has come. */
        @WithDefault("500ms")
        Duration tick();

        /** Sources asked at once by one replica. */
        @WithDefault("8")
        int atOnce();

        /** For one visit, with all its pages and the writing. */
        @WithDefault("45s")
        Duration deadline();

        /** For the look at an address that a user gave. */
        @WithDefault("20s")
        Duration verifyDeadline();

        /** How long a claim outlives its owner. */
        @WithDefault("60s")
        Duration lease();
    }

    /** How streams are kept. */
    interface Streaming {

        /** How often streams are looked after; their claims hold three times as long. */
        @WithDefault("5s")
        Duration check();
    }

    /** Mastodon instances. */
    interface Mastodon {

        /** User tokens, as {@link TokenText} reads them: not here, since a value that fails to convert is logged. */
        Optional<List<Secret>> tokens();

        /** Pages of 40 to read on the first visit to a timeline. */
        @WithDefault("3")
        int firstPages();
    }
}
