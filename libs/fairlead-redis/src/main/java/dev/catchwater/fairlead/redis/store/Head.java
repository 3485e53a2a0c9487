package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.cache.StoredResponse;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One variant as the hash of its key holds it: times and the content's name as text, for the scripts; then the rest.
 *
 * @param content names its key
 * @param length of the content, in bytes
 * @param checksum of the content
 */
record Head(StoredResponse response, Instant keepUntil, String content, int length, long checksum) {
    /** Three times, and spaces. */
    private static final int TIMES = 3 * 21;

    /** The times by which a script knows one response from another. */
    static String times(StoredResponse response) {
        return Times.of(response.requestTime()) + " " + Times.of(response.responseTime());
    }

    /** With the same content. */
    Head touched(StoredResponse after, Instant until) {
        return new Head(after, until, content, length, checksum);
    }

    Buffer value() {
        return Buffer.buffer(times(response) + " " + Times.of(keepUntil) + " " + content + " ")
                .appendBuffer(rest());
    }

    Buffer rest() {
        return HeadCodec.write(response, length, checksum);
    }

    /** Empty for what was written by another version, or is no head at all. */
    static Optional<Head> read(Buffer value) {
        try {
            int space = TIMES;
            while (value.getByte(space) != ' ') {
                space++;
            }
            String text = value.getString(0, space, StandardCharsets.US_ASCII.name());
            Instant requested = Times.parse(text.substring(0, 20));
            Instant responded = Times.parse(text.substring(21, 41));
            Instant keepUntil = Times.parse(text.substring(42, 62));
            HeadCodec.Rest rest = HeadCodec.read(value.slice(space + 1, value.length()), requested, responded);
            return Optional.of(
                    new Head(rest.response(), keepUntil, text.substring(TIMES), rest.length(), rest.checksum()));
        } catch (RuntimeException garbage) {
            return Optional.empty();
        }
    }
}
