package dev.catchwater.trading.market;

/** A running 64-bit hash of state, the same on every machine. For one thread. */
public final class StateHash {

    private long hash = 0xcbf29ce484222325L;

    public StateHash add(long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash = mixed ^ (mixed >>> 29);
        return this;
    }

    public StateHash add(double value) {
        return add(Double.doubleToLongBits(value));
    }

    public StateHash add(String text) {
        add(text.length());
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    public long value() {
        return hash;
    }
}
