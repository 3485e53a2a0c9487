package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

/** A response's head in bytes: a version, a checksum, then what there is, each text after its length. */
final class HeadCodec {
    private static final byte VERSION = 1;
    private static final byte WHOLE = 0;
    private static final byte PART = 1;
    private static final int MAX_LINES = 10_000;

    private HeadCodec() {}

    /** What {@link #write} wrote. */
    record Rest(StoredResponse response, int length, long checksum) {}

    static long checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    static Buffer write(StoredResponse response, int length, long checksum) {
        Buffer body = Buffer.buffer()
                .appendShort((short) response.status())
                .appendByte((byte) (response.invalid() ? 1 : 0))
                .appendInt(length)
                .appendLong(checksum);
        switch (response.extent()) {
            case Extent.Whole(long whole) -> body.appendByte(WHOLE).appendLong(whole);
            case Extent.Part(long first, long last, long total) ->
                body.appendByte(PART).appendLong(first).appendLong(last).appendLong(total);
        }
        write(body, response.headers());
        write(body, response.selecting());
        return Buffer.buffer()
                .appendByte(VERSION)
                .appendLong(checksum(body.getBytes()))
                .appendBuffer(body);
    }

    private static void write(Buffer body, Headers headers) {
        body.appendInt(headers.size());
        headers.forEach((name, value) -> {
            write(body, name);
            write(body, value);
        });
    }

    private static void write(Buffer body, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        body.appendInt(bytes.length).appendBytes(bytes);
    }

    /** Fails with any {@link RuntimeException} on what it did not write itself. */
    static Rest read(Buffer bytes, Instant requested, Instant responded) {
        Buffer body = bytes.slice(9, bytes.length());
        if (bytes.getByte(0) != VERSION || bytes.getLong(1) != checksum(body.getBytes())) {
            throw new IllegalArgumentException("another version, or damaged");
        }
        Reader in = new Reader(body);
        int status = in.number(2);
        boolean invalid = in.number(1) == 1;
        int length = in.number(4);
        long checksum = in.big();
        Extent extent =
                in.number(1) == WHOLE ? new Extent.Whole(in.big()) : new Extent.Part(in.big(), in.big(), in.big());
        Headers headers = in.headers();
        Headers selecting = in.headers();
        return new Rest(
                new StoredResponse(status, headers, selecting, requested, responded, extent, invalid),
                length,
                checksum);
    }

    private static final class Reader {
        private final Buffer in;
        private int at;

        Reader(Buffer in) {
            this.in = in;
        }

        int number(int bytes) {
            int start = at;
            at += bytes;
            return switch (bytes) {
                case 1 -> in.getByte(start);
                case 2 -> in.getShort(start);
                default -> in.getInt(start);
            };
        }

        long big() {
            at += 8;
            return in.getLong(at - 8);
        }

        Headers headers() {
            int lines = number(4);
            if (lines < 0 || lines > MAX_LINES) {
                throw new IllegalArgumentException("no number of lines");
            }
            String[] namesAndValues = new String[2 * lines];
            for (int i = 0; i < namesAndValues.length; i++) {
                int length = number(4);
                namesAndValues[i] = in.getString(at, at + length, StandardCharsets.UTF_8.name());
                at += length;
            }
            return Headers.received(namesAndValues);
        }
    }
}
