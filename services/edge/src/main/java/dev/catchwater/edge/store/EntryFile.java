package dev.catchwater.edge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How a file of one variant is laid out: the content from its first byte, the checksums of its blocks, the head, and a footer
 * with lengths and a checksum of all but the content. So a content of unknown length is written as it comes, and a head is
 * replaced without it. A file that ends otherwise is none.
 */
final class EntryFile {
    private static final int MAGIC = 0xca7c0002;
    private static final int FOOTER = 24;
    private static final int MAX_HEAD = 4 << 20;

    private final Head head;
    private final long length;
    private final int[] sums;

    /** @param sums of the content's blocks */
    EntryFile(Head head, long length, int[] sums) {
        this.head = head;
        this.length = length;
        this.sums = sums.clone();
    }

    Head head() {
        return head;
    }

    /** The content, once the file has this name. */
    BlockFile content(Path path) {
        return new BlockFile(path, length, sums);
    }

    /** The same content with another head. */
    EntryFile with(Head other) {
        return new EntryFile(other, length, sums);
    }

    /** What follows the content. */
    ByteBuffer tail() {
        byte[] text = head.write();
        ByteBuffer tail = ByteBuffer.allocate(sums.length * Integer.BYTES + text.length + FOOTER);
        for (int sum : sums) {
            tail.putInt(sum);
        }
        tail.put(text).putInt(MAGIC).putInt(text.length).putLong(length);
        tail.putLong(BlockSums.sum(tail.duplicate().flip()));
        return tail.flip();
    }

    /** Of the whole file, in bytes. */
    static long bytes(long length, ByteBuffer tail) {
        return length + tail.capacity();
    }

    /**
     * Reads all but the content.
     *
     * @throws IOException if it is not what was written
     */
    static EntryFile read(FileChannel file) throws IOException {
        long size = file.size();
        require(size >= FOOTER);
        ByteBuffer footer = exactly(file, size - FOOTER, FOOTER);
        int magic = footer.getInt();
        int text = footer.getInt();
        long length = footer.getLong();
        require(magic == MAGIC && text >= 0 && text <= MAX_HEAD && length >= 0 && length <= size);
        int blocks = BlockSums.count(length);
        require(size == length + (long) blocks * Integer.BYTES + text + FOOTER);
        ByteBuffer tail = exactly(file, length, (int) (size - length));
        require(BlockSums.sum(tail.duplicate().limit(tail.limit() - Long.BYTES)) == footer.getLong());
        int[] sums = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            sums[i] = tail.getInt();
        }
        byte[] head = new byte[text];
        tail.get(head);
        return new EntryFile(Head.read(head), length, sums);
    }

    private static void require(boolean asWritten) throws IOException {
        if (!asWritten) {
            throw new Damaged("another version, or damaged");
        }
    }

    /** A run of bytes of a file, ready to be read. */
    static ByteBuffer exactly(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new Damaged("a file that has become shorter");
            }
        }
        return bytes.flip();
    }
}
