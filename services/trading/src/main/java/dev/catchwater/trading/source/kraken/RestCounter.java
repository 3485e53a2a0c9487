package dev.catchwater.trading.source.kraken;

/** Kraken's counter of REST calls, kept on our side: who comes too early waits. Times are milliseconds. */
final class RestCounter {

    private final double max;
    private final double decayPerSecond;
    private double counter;
    private long counted;

    RestCounter(double max, double decayPerSecond) {
        this.max = max;
        this.decayPerSecond = decayPerSecond;
    }

    /** How long a call of this cost has to wait; it is counted from now on. */
    synchronized long take(int cost, long now) {
        decay(now);
        counter += cost;
        return Math.max(0, (long) Math.ceil((counter - max) / decayPerSecond * 1_000));
    }

    /** A call that was counted is not made after all. */
    synchronized void giveBack(int cost, long now) {
        decay(now);
        counter = Math.max(0, counter - cost);
    }

    /** The exchange says that it is full: others use the key, too, or an earlier life of ours did. */
    synchronized void full(long now) {
        decay(now);
        counter = Math.max(counter, max);
    }

    private void decay(long now) {
        counter = Math.max(0, counter - decayPerSecond * Math.max(0, now - counted) / 1_000);
        counted = now;
    }
}
