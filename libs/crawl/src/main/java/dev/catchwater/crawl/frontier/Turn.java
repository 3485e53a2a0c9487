package dev.catchwater.crawl.frontier;

import java.time.Instant;

/**
 * The turn at a host: who has it is the only one who may ask there.
 *
 * @param fence the turn's number at this host
 * @param address whose turn it is, by its number
 * @param until when it lapses; whoever has it must have stopped asking by then
 * @param lapsed the turn before was never ended: its holder died, and nobody knows what the host had answered
 */
public record Turn(String origin, long fence, long address, Instant until, boolean lapsed) {

    /** Another has the turn by now, or the address is gone: nothing of what came of it may be written. */
    public static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(Turn turn) {
            super("turn " + turn.fence + " at " + turn.origin + " is another's by now", null, false, false);
        }
    }
}
