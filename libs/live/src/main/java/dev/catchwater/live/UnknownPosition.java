package dev.catchwater.live;

/** The position is not one of ours or lies before what is still kept: the listener gets {@code reset}. */
public final class UnknownPosition extends RuntimeException {
    public UnknownPosition(String id) {
        super("no replay from " + id, null, false, false);
    }
}
