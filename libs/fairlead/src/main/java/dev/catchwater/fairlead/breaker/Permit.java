package dev.catchwater.fairlead.breaker;

/** Leave to ask an origin, to be settled once by the attempt that got it. */
final class Permit implements Entry {
    private final Phase phase;
    private final long since;
    private volatile boolean answered;

    Permit(Phase phase, long since) {
        this.phase = phase;
        this.since = since;
    }

    Phase phase() {
        return phase;
    }

    /** When it was given, on the scale of {@link dev.catchwater.fairlead.Timers#nanos()}. */
    long since() {
        return since;
    }

    /** Notes that a head came that speaks for the origin; its body is still to follow. */
    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }
}
