package dev.catchwater.edge.purge;

/** What the purges leave of a stored response. */
public enum Standing {
    /** It is as good as it was. */
    GOOD,
    /** Its origin has to confirm it before it is used. */
    CONFIRM,
    /** It is not there any more. */
    GONE
}
