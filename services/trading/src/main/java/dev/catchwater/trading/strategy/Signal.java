package dev.catchwater.trading.strategy;

/** What a strategy wants after a bar. Distances are unscaled prices; 0 is none. */
public sealed interface Signal {

    Signal STAY = new Stay();
    Signal EXIT = new Exit();

    /**
     * Be long.
     *
     * @param stop how far below the entry to give up; the size of the entry may depend on it
     * @param target how far above the entry to take the profit
     */
    record Enter(long stop, long target) implements Signal {
        public Enter {
            if (stop < 0 || target < 0) {
                throw new IllegalArgumentException("a distance is not negative");
            }
        }
    }

    /** Be flat. */
    record Exit() implements Signal {}

    /** Change nothing. */
    record Stay() implements Signal {}
}
