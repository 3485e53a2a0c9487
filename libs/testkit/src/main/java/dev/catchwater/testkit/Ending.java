package dev.catchwater.testkit;

/** How an answer ends. */
sealed interface Ending {
    /** As HTTP wants it; then the connection stays open, or closes unannounced. */
    record Whole(boolean thenClose) implements Ending {}

    /** With a reset (RST) after that many bytes of the body. */
    record Reset(int afterBytes) implements Ending {}

    /** With an end of the connection (FIN) after that many bytes of the body, its framing incomplete. */
    record Cut(int afterBytes) implements Ending {}
}
