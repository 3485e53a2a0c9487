package dev.catchwater.postgres;

/** The database cannot be reached at the moment; nothing is wrong with what was asked of it, and it is worth trying again. */
public final class StoreAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Keeps the cause for the log. */
    public StoreAway(Throwable cause) {
        super("the database is away", cause, false, false);
    }
}
