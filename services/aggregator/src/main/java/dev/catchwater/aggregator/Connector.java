package dev.catchwater.aggregator;

import dev.catchwater.aggregator.post.Platform;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * How one platform is asked. Fails with {@link SourceException}, and gives up its calls when cancelled. Bodies are read as
 * the {@link Allowance} has room for them.
 */
public interface Connector {

    Platform platform();

    /** Asks an address that a user gave whether it is a source of this platform, and which. */
    Uni<Found> verify(URI url, Allowance allowance);

    /** What is new at the head. Never leaves a gap behind {@link Source.Memory#head()} that it moves. */
    Uni<FetchResult> fetch(Source source, Allowance allowance);

    /** Whether {@link #stream} can be used for this source. */
    boolean streams(Source source);

    /**
     * Changes as they happen, until cancelled; a broken connection is taken up again. Whoever listens must fetch after
     * each {@link Signal.Connected}, since nothing is repeated.
     */
    Multi<Signal> stream(Source source);

    /**
     * A source that answered.
     *
     * @param url its lasting address, which may differ from the one asked
     * @param first what it answered, so that the first page need not be fetched twice
     */
    record Found(SourceKey key, URI url, String title, FetchResult.Fetched first) {}

    /** What a stream says. */
    sealed interface Signal {

        /** The stream stands (again); what happened before is not in it. */
        record Connected() implements Signal {}

        /** The connection is lost and will be taken up again. */
        record Lost(String reason) implements Signal {}

        /** Something changed. */
        record Changed(Change change) implements Signal {}
    }
}
