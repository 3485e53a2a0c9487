package dev.catchwater.weather;

/** The database cannot be reached at the moment. */
public final class StoreAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Away, because of this. */
    public StoreAway(Throwable cause) {
        super("the database is away: " + cause.getMessage(), cause);
    }
}
