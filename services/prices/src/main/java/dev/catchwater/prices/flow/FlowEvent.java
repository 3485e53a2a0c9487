package dev.catchwater.prices.flow;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.host.Pace;
import java.time.Duration;

/** What happened while watching, for whoever counts. */
public sealed interface FlowEvent {

    /**
     * A page was looked at.
     *
     * @param changed whether something had changed
     */
    record Looked(Page.State state, Duration took, boolean changed, int alerts) implements FlowEvent {}

    /** A host came to stand on another rung; an operator wants to know of quarantine. */
    record Moved(String origin, Pace.Mode from, Pace.Mode to) implements FlowEvent {}

    /** A turn had become another's before what came of it was written: nothing was. */
    record Overtaken(String origin) implements FlowEvent {}

    /** Work of ours failed for a reason that is not the shop's. */
    record Trouble(String what, Throwable why) implements FlowEvent {}
}
