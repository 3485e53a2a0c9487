package dev.catchwater.edge.law;

/** What would be wrong: each has to break the law. */
enum Fault {
    NONE,
    /** An answer is born when it is stored, not when its exchange began. */
    BORN_WHEN_STORED,
    /** A confirmation brings back what was purged for good. */
    CONFIRMED_BACK,
    /** A soft purge is not asked about. */
    NEVER_INVALID,
    /** A restart forgets the purges. */
    LOG_FORGOTTEN,
    /** A purge is acknowledged before it is written down. */
    ACKNOWLEDGED_FIRST
}
