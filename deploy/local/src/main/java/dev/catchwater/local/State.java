package dev.catchwater.local;

/** Where a part is in its life. */
public enum State {
    /** Not started yet: it waits for another part. */
    WAITING("waits"),
    /** Runs, and has not been ready since it was started. */
    STARTING("starting"),
    /** Answers its readiness probe. */
    READY("ready"),
    /** Runs and was ready before, but its readiness probe fails now. */
    UNWELL("not ready"),
    /** Ended unasked; will be started again. */
    RESTARTING("restarting"),
    /** Does not run and will not be started again. */
    DOWN("down");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** The state in one or two words for a person. */
    public String words() {
        return words;
    }
}
