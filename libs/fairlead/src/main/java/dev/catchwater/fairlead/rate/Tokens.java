package dev.catchwater.fairlead.rate;

/** Where a bucket's tokens come from. Times are nanoseconds on a clock that starts at zero and only goes forward. */
interface Tokens {
    /** How long until this many can be taken, other takers aside; zero: now. More than a burst counts as one after another. */
    long waitFor(long cost, long now);

    /** The part of the wait that is certain; the rest is when it is worth looking again. */
    default long knownWait(long cost, long now) {
        return waitFor(cost, now);
    }

    /** Takes them; they must be there. */
    void take(int cost, long now);

    /**
     * Takes back what was taken so long ago and never used, less what may have been filled up meanwhile. Leased tokens
     * are not: their time is bounded anyway.
     */
    default void giveBack(int cost, long since) {}

    /** Whether a bucket made anew would say the same. */
    boolean isFresh(long now);

    /** The most that can ever be taken at once. */
    long most();

    /** No limit. */
    Tokens UNLIMITED = new Tokens() {
        @Override
        public long waitFor(long cost, long now) {
            return 0;
        }

        @Override
        public void take(int cost, long now) {}

        @Override
        public boolean isFresh(long now) {
            return true;
        }

        @Override
        public long most() {
            return Long.MAX_VALUE;
        }
    };
}
