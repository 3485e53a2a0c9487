package dev.catchwater.fairlead.decode;

import dev.catchwater.fairlead.HttpFailure;

/** The head of a gzip member (RFC 1952 §2.3), fed in pieces of any size. Optional fields are skipped. */
final class GzipHead {
    private static final int FIXED = 10;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private int bytes;
    private int flags;
    private int pending;
    private int extraLength;
    private boolean complete;

    boolean isComplete() {
        return complete;
    }

    boolean isBegun() {
        return bytes > 0;
    }

    /** Reads from {@code at} and gives the place of the first byte that is not the head's. */
    int read(byte[] chunk, int at) {
        while (at < chunk.length && !complete) {
            take(chunk[at++] & 0xff);
        }
        return at;
    }

    private void take(int b) {
        int index = bytes++;
        if (bytes > MAX_BYTES) {
            throw broken();
        }
        switch (index) {
            case 0 -> require(b == 0x1f);
            case 1 -> require(b == 0x8b);
            case 2 -> require(b == 8);
            case 3 -> {
                require((b & 0xe0) == 0);
                // The lowest flag only says that the content is text.
                flags = b & ~1;
            }
            default -> {
                if (index >= FIXED) {
                    takeOptional(b);
                }
            }
        }
        if (bytes >= FIXED && flags == 0) {
            complete = true;
        }
    }

    /** Each optional field clears its flag when it is over. */
    private void takeOptional(int b) {
        if ((flags & EXTRA) != 0) {
            takeExtra(b);
        } else if ((flags & NAME) != 0) {
            flags = b == 0 ? flags & ~NAME : flags;
        } else if ((flags & COMMENT) != 0) {
            flags = b == 0 ? flags & ~COMMENT : flags;
        } else if ((flags & HEADER_CRC) != 0) {
            flags = ++pending == 2 ? flags & ~HEADER_CRC : flags;
        }
    }

    private void takeExtra(int b) {
        pending++;
        if (pending <= 2) {
            extraLength |= b << (8 * (pending - 1));
        }
        if (pending >= 2 && pending - 2 == extraLength) {
            flags &= ~EXTRA;
            pending = 0;
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw broken();
        }
    }

    private static RuntimeException broken() {
        return new HttpFailure.BadBody("gzip: its head is not one").asException();
    }
}
