package dev.catchwater.fairlead.structured;

/** What a list or a dictionary holds (RFC 9651 §3.1, §3.2). */
public sealed interface Member permits Item, InnerList {
    /** What is said about the member. */
    Parameters parameters();

    /** The canonical text (RFC 9651 §4.1). */
    String serialize();
}
