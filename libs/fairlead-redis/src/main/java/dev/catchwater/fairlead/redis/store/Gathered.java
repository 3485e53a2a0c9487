package dev.catchwater.fairlead.redis.store;

import io.vertx.core.buffer.Buffer;

/** Content on its way in, up to a bound; what goes beyond is dropped. */
final class Gathered {
    private final long most;
    private Buffer bytes = Buffer.buffer();
    private boolean fits = true;

    Gathered(long most) {
        this.most = most;
    }

    void add(Buffer chunk) {
        if (fits && bytes.length() + (long) chunk.length() <= most) {
            bytes.appendBuffer(chunk);
        } else {
            fits = false;
            bytes = Buffer.buffer();
        }
    }

    boolean fits() {
        return fits;
    }

    Buffer bytes() {
        return bytes;
    }
}
