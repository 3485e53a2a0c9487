package dev.catchwater.prices;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Leave to send requests to one host: whoever sends without it is too fast, or not alone. */
public interface Leave {

    /**
     * Leave for one request, which is to be sent at once. Waits for the pace if that is not long; fails with {@link Refused}
     * otherwise, and if the turn at the host has become another's.
     *
     * @param crawlDelay the pause that robots.txt asks for; null if it asks for none, or is not known
     */
    Uni<Void> ask(@Nullable Duration crawlDelay);

    /**
     * Leave for one request to another host than the turn's, which is to be sent at once: where a robots.txt leads. False if
     * that host may not be asked now; it is not waited for.
     */
    Uni<Boolean> askBeside(URI address);

    /**
     * The turn's host ordered a wait (Retry-After), whatever else it answered. To be told as soon as the head of the answer is
     * there: who dies while the body comes has told it already.
     */
    Uni<Void> ordered(Duration wait);

    /** The same of another host, to which this one has led. */
    Uni<Void> orderedBeside(URI by, Duration wait);

    /** Not now. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With a reason, for people. */
        public Refused(String why) {
            super(why, null, false, false);
        }
    }
}
