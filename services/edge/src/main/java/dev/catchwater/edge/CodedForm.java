package dev.catchwater.edge;

/** What is known of a content in one coding. */
public sealed interface CodedForm {
    /** Why there is none. */
    enum Lack implements CodedForm {
        /** Nobody has made it. */
        NONE,
        /** Somebody makes it. */
        COMING,
        /** It is not worth it, or cannot be made: not to be tried again. */
        USELESS
    }

    /**
     * It is there.
     *
     * @param slab stays for as long as the content does that it is a form of
     */
    record Made(Slab slab) implements CodedForm {}
}
