package dev.catchwater.edge.flow.hit;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads the field lines of a request, if they are written as strictly as the guard wants them and each is a {@link PlainField}.
 * Holds what it read last; for one thread.
 */
final class PlainHead {
    private static final int MOST_LINES = 64;
    private static final String KEEP_ALIVE = "keep-alive";

    private int end;
    private String host = "";
    private String codings = Asker.NO_CODINGS;
    private boolean hosted;

    /** Behind the empty line. */
    int end() {
        return end;
    }

    Asker asker(boolean secure) {
        return new Asker(secure, host, codings);
    }

    /**
     * Reads field lines, from the first one's name to the empty line.
     *
     * @param most bytes of them
     * @return whether they are all there, and plain
     */
    boolean read(ByteBuf bytes, int from, int most) {
        host = "";
        hosted = false;
        codings = Asker.NO_CODINGS;
        int limit = (int) Math.min(bytes.writerIndex(), (long) from + most);
        int at = from;
        for (int lines = 0; lines < MOST_LINES && at + 1 < limit; lines++) {
            if (bytes.getByte(at) == '\r') {
                end = at + 2;
                return hosted && bytes.getByte(at + 1) == '\n';
            }
            int next = line(bytes, at, limit);
            if (next < 0) {
                return false;
            }
            at = next;
        }
        return false;
    }

    /** Where the next line begins; negative: nowhere. */
    private int line(ByteBuf bytes, int from, int limit) {
        int colon = bytes.indexOf(from, limit, (byte) ':');
        PlainField field = colon < 0 ? null : PlainField.at(bytes, from, colon - from);
        if (field == null) {
            return -1;
        }
        int end = colon + 1;
        while (end < limit && isOfValue(bytes.getByte(end))) {
            end++;
        }
        boolean ends = end + 1 < limit && bytes.getByte(end) == '\r' && bytes.getByte(end + 1) == '\n';
        return ends && isPlain(field, bytes, colon + 1, end) ? end + 2 : -1;
    }

    private static boolean isOfValue(byte b) {
        return b < 0 || (b >= ' ' && b != 0x7f) || b == '\t';
    }

    private boolean isPlain(PlainField field, ByteBuf bytes, int from, int to) {
        int first = from;
        int last = to;
        while (first < last && isSpace(bytes.getByte(first))) {
            first++;
        }
        while (last > first && isSpace(bytes.getByte(last - 1))) {
            last--;
        }
        return switch (field) {
            case HOST -> {
                boolean alone = !hosted;
                hosted = true;
                host = bytes.toString(first, last - first, StandardCharsets.ISO_8859_1);
                yield alone;
            }
            case ACCEPT_ENCODING -> {
                boolean alone = codings.equals(Asker.NO_CODINGS);
                codings = bytes.toString(first, last - first, StandardCharsets.ISO_8859_1);
                yield alone;
            }
            case CONNECTION -> last - first == KEEP_ALIVE.length() && PlainField.isAt(KEEP_ALIVE, bytes, first);
            default -> true;
        };
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
