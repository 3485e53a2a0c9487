package dev.catchwater.aggregator.timeline;

import io.smallrye.mutiny.Multi;

/** Hints that the event log may have grown. Some may be missed: whoever follows the log also looks by itself. */
public interface Wakeups {

    /** Hints until cancelled; broken connections are taken up again. */
    Multi<Boolean> wakeups();
}
