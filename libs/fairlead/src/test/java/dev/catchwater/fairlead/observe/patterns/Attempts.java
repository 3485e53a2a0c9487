package dev.catchwater.fairlead.observe.patterns;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import java.time.Duration;

/** Made-up attempts, and the time they are made in. */
final class Attempts {
    static final long SECOND = 1_000_000_000L;

    long nanos = 1_234;

    /** Patterns on this time. */
    Patterns patterns(PatternPolicy policy) {
        return new Patterns(policy, () -> nanos);
    }

    void advance(Duration time) {
        nanos += time.toNanos();
    }

    static Request request(String uri, String route) {
        return Request.get(uri).with(CallListener.TEMPLATE, route);
    }

    static CallEvent.Exchanged answered(Request request, int status, Duration head, long bytes) {
        return new CallEvent.Exchanged(1, request, status, new Outcome.Completed(bytes), head, head);
    }

    static CallEvent.Exchanged failed(Request request, HttpFailure failure, Duration took) {
        return new CallEvent.Exchanged(1, request, 0, new Outcome.Failed(failure), took, took);
    }
}
