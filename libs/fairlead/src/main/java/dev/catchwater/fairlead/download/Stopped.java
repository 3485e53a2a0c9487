package dev.catchwater.fairlead.download;

/** The reader of a download's events has gone. No error, and nobody hears of it. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("stopped", null, false, false);
    }
}
