package dev.catchwater.testkit;

import java.nio.charset.StandardCharsets;

/** What an {@link Upstream} does with a connection as soon as it has accepted it, before any request. */
public sealed interface Accept {
    /** Talks, as the expectations say. */
    static Accept normally() {
        return new Normal();
    }

    /** Resets it (RST). */
    static Accept reset() {
        return new Reset();
    }

    /** Ends it (FIN) without a word, then reads on until the client ends it too. */
    static Accept close() {
        return new Raw(new byte[0]);
    }

    /** Neither reads nor writes, nor ends it: a large upload stalls once the kernel's buffers are full. */
    static Accept deaf() {
        return new Deaf();
    }

    /** Says these characters (ISO 8859-1), as another kind of server would, then ends it (FIN). */
    static Accept raw(String bytes) {
        return new Raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    record Normal() implements Accept {}

    record Reset() implements Accept {}

    record Deaf() implements Accept {}

    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    record Raw(byte[] bytes) implements Accept {}
}
