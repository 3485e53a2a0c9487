package dev.catchwater.testkit;

/** How an answer ends. */
sealed interface Ending {
    /** As HTTP wants it; then the connection stays open, or closes unannounced. */
    record Whole(boolean thenClose) implements Ending {
        @Override
        public int afterBytes() {
            return Integer.MAX_VALUE;
        }
    }

    /** With a reset of the connection (RST) after that many bytes of the body. */
    record Reset(int afterBytes) implements Ending {}

    /** With a reset of the stream (RST_STREAM), or of the connection where that is all there is. */
    record ResetStream(int afterBytes, Http2Error error) implements Ending {}

    /** With an end of the connection (FIN) after that many bytes of the body, its framing incomplete. */
    record Cut(int afterBytes) implements Ending {}

    /** With bytes that are no frame after that many bytes of the body, then the end of the connection. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Garbage(int afterBytes, byte[] bytes) implements Ending {}

    /** So much of the body goes out. */
    int afterBytes();
}
