package dev.catchwater.testkit.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads the header blocks of one connection (RFC 7541), which share its dynamic table. */
public final class HeaderDecoder {
    /** The table that clients may use until they are told otherwise (RFC 9113 §6.5.2), and they never are. */
    private static final int TABLE_BYTES = 4096;

    /** What one block may unfold to: a few bytes can name a long field again and again. */
    private static final int BLOCK_LIMIT_BYTES = 256 << 10;

    private final Deque<Field> dynamic = new ArrayDeque<>();
    private int dynamicBytes;
    private int limit = TABLE_BYTES;

    /** The fields of one whole block, in order. */
    public List<Field> decode(byte[] block) throws BrokenFrameException {
        var in = ByteBuffer.wrap(block);
        var fields = new ArrayList<Field>();
        int unfolded = 0;
        while (in.hasRemaining()) {
            int first = in.get() & 0xFF;
            if ((first & 0xE0) == 0x20) { // §6.3
                resize(number(first, 5, in));
                continue;
            }
            Field field = field(first, in);
            unfolded += field.size();
            if (unfolded > BLOCK_LIMIT_BYTES) {
                throw new BrokenFrameException(11, "a head of more than " + BLOCK_LIMIT_BYTES + " bytes");
            }
            fields.add(field);
        }
        return fields;
    }

    private Field field(int first, ByteBuffer in) throws BrokenFrameException {
        if ((first & 0x80) != 0) { // §6.1: both are in a table
            return at(number(first, 7, in));
        }
        boolean kept = (first & 0x40) != 0; // §6.2.1
        int index = number(first, kept ? 6 : 4, in);
        String name = index == 0 ? string(in) : at(index).name();
        var field = new Field(name, string(in));
        if (kept) {
            dynamic.addFirst(field);
            dynamicBytes += field.size();
            evict();
        }
        return field;
    }

    private Field at(int index) throws BrokenFrameException {
        if (index > 0 && index <= StaticTable.size()) {
            return StaticTable.at(index);
        }
        return dynamic.stream()
                .skip(Math.max(0, index - StaticTable.size() - 1L))
                .findFirst()
                .filter(field -> index > 0)
                .orElseThrow(() -> new BrokenFrameException(9, "no field has the index " + index));
    }

    private void resize(int bytes) throws BrokenFrameException {
        if (bytes > TABLE_BYTES) {
            throw new BrokenFrameException(9, "a table of " + bytes + " bytes was not offered");
        }
        limit = bytes;
        evict();
    }

    private void evict() {
        while (dynamicBytes > limit) {
            dynamicBytes -= dynamic.removeLast().size();
        }
    }

    private static String string(ByteBuffer in) throws BrokenFrameException {
        int first = next(in);
        int length = number(first, 7, in);
        if (length > in.remaining()) {
            throw new BrokenFrameException(9, "a string ends outside its block");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String((first & 0x80) != 0 ? Huffman.decode(bytes) : bytes, StandardCharsets.ISO_8859_1);
    }

    /** §5.1: what does not fit into the first byte goes on in sevens. */
    private static int number(int first, int bits, ByteBuffer in) throws BrokenFrameException {
        int mask = (1 << bits) - 1;
        int value = first & mask;
        if (value < mask) {
            return value;
        }
        for (int shift = 0; shift <= 21; shift += 7) {
            int next = next(in);
            value += (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new BrokenFrameException(9, "a number of more than four bytes");
    }

    private static int next(ByteBuffer in) throws BrokenFrameException {
        if (!in.hasRemaining()) {
            throw new BrokenFrameException(9, "a header block ends too early");
        }
        return in.get() & 0xFF;
    }
}
