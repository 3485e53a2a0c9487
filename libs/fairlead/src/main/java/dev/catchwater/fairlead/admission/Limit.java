package dev.catchwater.fairlead.admission;

/** How many may be in flight now. Times are nanoseconds on the gate's clock. */
interface Limit {
    int current();

    /**
     * Hears of an answer.
     *
     * @param began when its attempt was admitted
     * @param inFlight how many there were when it came
     * @return whether the limit is another now
     */
    default boolean sample(long began, int inFlight, long now) {
        return false;
    }

    /** Whether it wants samples. */
    default boolean adapts() {
        return false;
    }

    static Limit of(Concurrency concurrency, int max) {
        return switch (concurrency) {
            case Concurrency.Fixed fixed -> () -> max;
            case Concurrency.Gradient gradient -> new GradientLimit(gradient, max);
        };
    }
}
