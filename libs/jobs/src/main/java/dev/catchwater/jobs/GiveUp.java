package dev.catchwater.jobs;

/** Thrown by work that would fail again however often it is tried. */
public final class GiveUp extends Exception {
    private static final long serialVersionUID = 1L;

    public GiveUp(String message) {
        super(message);
    }
}
