package dev.catchwater.edge.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A checksum (CRC32C) for each block of a content, made while it is written. For one thread. */
final class BlockSums {
    /** Long enough that checksums weigh nothing, short enough that a range of a film is not paid for by the film. */
    static final int BLOCK = 128 * 1024;

    private static final int FIRST_GUESS = 4;

    private final CRC32C open = new CRC32C();
    private int[] sums = new int[FIRST_GUESS];
    private int blocks;
    private int filled;

    /** How many blocks a content of this length has. */
    static int count(long length) {
        return Math.toIntExact((length + BLOCK - 1) / BLOCK);
    }

    /** A number that damage changes. */
    static int sum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    void add(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int some = Math.min(bytes.length - at, BLOCK - filled);
            open.update(bytes, at, some);
            filled += some;
            at += some;
            if (filled == BLOCK) {
                end();
            }
        }
    }

    private void end() {
        if (blocks == sums.length) {
            sums = Arrays.copyOf(sums, 2 * blocks);
        }
        sums[blocks++] = (int) open.getValue();
        open.reset();
        filled = 0;
    }

    /** All of them, the last one's included. */
    int[] ended() {
        if (filled > 0) {
            end();
        }
        return Arrays.copyOf(sums, blocks);
    }
}
