package dev.catchwater.fairlead.decode;

/** The tail of a gzip member (RFC 1952 §2.3.1): CRC-32 and length modulo 2^32, little-endian. */
final class GzipTail {
    private static final int LENGTH = 8;

    private long value;
    private int bytes;

    boolean isComplete() {
        return bytes == LENGTH;
    }

    int read(byte[] chunk, int at) {
        while (at < chunk.length && bytes < LENGTH) {
            value |= (chunk[at++] & 0xffL) << (8 * bytes++);
        }
        return at;
    }

    boolean matches(long checksum, long length) {
        return (value & 0xffffffffL) == checksum && (value >>> 32) == (length & 0xffffffffL);
    }
}
