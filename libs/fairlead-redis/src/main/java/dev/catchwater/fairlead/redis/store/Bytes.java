package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.stream.IntStream;

/** Content that has come from Redis as a whole; chunks are copied on their way out. */
record Bytes(Buffer bytes) implements Content {
    static final int CHUNK = 16 * 1024;

    @Override
    public long length() {
        return bytes.length();
    }

    @Override
    public Multi<Buffer> read(long offset, long wanted) {
        check(offset, wanted, length());
        int from = (int) offset;
        int to = (int) (offset + wanted);
        return Multi.createFrom()
                .items(() -> IntStream.iterate(from, at -> at < to, at -> at + CHUNK)
                        .mapToObj(at -> bytes.getBuffer(at, Math.min(at + CHUNK, to))));
    }

    static void check(long offset, long wanted, long length) {
        if (offset < 0 || wanted < 0 || offset + wanted > length) {
            throw new IllegalArgumentException("there are only " + length + " bytes");
        }
    }
}
