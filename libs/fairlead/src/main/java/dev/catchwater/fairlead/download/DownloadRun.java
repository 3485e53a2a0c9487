package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Backoff;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Recovery;
import dev.catchwater.fairlead.Timers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One download from its first request to its end, on a thread of its own that may wait. */
final class DownloadRun {
    private final DownloadPolicy policy;
    private final Timers timers;
    private final RandomGenerator random;
    private final Partial partial;
    private final Transfer transfer;
    private final String source;
    private final Consumer<DownloadEvent> listener;
    private int requests;
    private int failures;

    DownloadRun(
            DownloadPolicy policy,
            Timers timers,
            RandomGenerator random,
            Partial partial,
            Transfer transfer,
            String source,
            Consumer<DownloadEvent> listener) {
        this.policy = policy;
        this.timers = timers;
        this.random = random;
        this.partial = partial;
        this.transfer = transfer;
        this.source = source;
        this.listener = listener;
    }

    /** How many requests it took; what is not published is discarded or kept. */
    int run(Optional<Digest> expected) throws IOException {
        boolean published = false;
        boolean useless = false;
        try {
            transfer.restore(source);
            while (!attempted()) {
                // Each time a request more, of which there are only so many.
            }
            useless = true;
            transfer.verify(expected);
            partial.publish();
            published = true;
            return requests;
        } catch (InterruptedIOException stopped) {
            throw new Stopped();
        } finally {
            if (!published) {
                leave(useless);
            }
        }
    }

    /** Sends a request, if one may still be sent; whether nothing is missing now. */
    private boolean attempted() throws IOException {
        if (requests == policy.maxRequests()) {
            throw new HttpFailure.BadBody("it is not whole after " + requests + " requests").asException();
        }
        requests++;
        long before = partial.length();
        try {
            boolean complete = transfer.attempt();
            failures = partial.length() > before ? 0 : failures + 1;
            if (!complete && failures > policy.maxFailures()) {
                throw new HttpFailure.BadBody("no part of it can be had").asException();
            }
            return complete;
        } catch (HttpException thrown) {
            failures = partial.length() > before ? 1 : failures + 1;
            if (!isPassing(thrown.failure()) || failures > policy.maxFailures()) {
                throw thrown;
            }
            listener.accept(new DownloadEvent.Interrupted(thrown.failure().message()));
            Waiting.pause(timers.pause(pause(thrown)));
            return false;
        }
    }

    /** Full jitter; never shorter than what the upstream asks for, which ends the download where it is too long. */
    private Duration pause(HttpException thrown) {
        Duration drawn = new Backoff(policy.firstPause(), policy.maxPause(), random).delay(failures);
        Duration asked = Recovery.asked(thrown.failure(), timers.instant());
        if (asked.compareTo(policy.maxPause()) > 0) {
            throw thrown;
        }
        return drawn.compareTo(asked) > 0 ? drawn : asked;
    }

    /** Whether the same request may fare better after a while. */
    private static boolean isPassing(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.BadStatus(int status, var headers) ->
                status == 408 || status == 429 || (status >= 500 && status != 501);
            case HttpFailure.TimedOut(HttpFailure.Phase phase, var limit) -> phase != HttpFailure.Phase.TOTAL;
            case HttpFailure.NoToken(String origin, var error) -> error.isTemporary();
            case HttpFailure.UnknownHost unknown -> true;
            case HttpFailure.Refused refused -> true;
            case HttpFailure.Overloaded overloaded -> true;
            case HttpFailure.RateLimited limited -> true;
            case HttpFailure.CircuitOpen open -> true;
            case HttpFailure.Disconnected disconnected -> true;
            case HttpFailure.Malformed malformed -> true;
            case HttpFailure.InvalidRequest invalid -> false;
            case HttpFailure.Forbidden forbidden -> false;
            case HttpFailure.Untrusted untrusted -> false;
            case HttpFailure.TooLarge tooLarge -> false;
            case HttpFailure.BadRedirect redirect -> false;
            case HttpFailure.BadBody body -> false;
            case HttpFailure.Closed closed -> false;
        };
    }

    private void leave(boolean useless) throws IOException {
        // Tidying up is short, and an interruption would end it in the middle.
        boolean stopped = Thread.interrupted();
        Optional<Kept> rest = policy.keepPartial() && !useless ? transfer.keepable(source) : Optional.empty();
        if (rest.isPresent()) {
            partial.keep(rest.get());
        } else {
            partial.discard();
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
