package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.PostBook.Ingested;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.post.Platform;
import java.time.Duration;
import java.util.Optional;

/** What happened while gathering, for whoever counts. */
public sealed interface FlowEvent {

    /** A source was asked and answered. */
    record Polled(Platform platform, Duration took, boolean changed) implements FlowEvent {}

    /** A source was asked in vain. */
    record PollFailed(Platform platform, SourceFailure failure) implements FlowEvent {}

    /**
     * Something was written.
     *
     * @param delay from the newest post's publication to now, if a post was new
     */
    record Wrote(Platform platform, Ingested counts, Optional<Duration> delay) implements FlowEvent {}

    /** A stream stands. */
    record StreamUp(int source) implements FlowEvent {}

    /** A stream is lost, or was given up. */
    record StreamDown(int source, String why) implements FlowEvent {}

    /** Work of ours failed for a reason that is not the source's. */
    record Trouble(String what, Throwable why) implements FlowEvent {}
}
