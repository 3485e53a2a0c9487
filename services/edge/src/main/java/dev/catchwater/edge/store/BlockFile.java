package dev.catchwater.edge.store;

import dev.catchwater.edge.FileContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The content in a file, open once for all who hold it, however many. Its name may be gone meanwhile; its bytes stay until it is
 * closed. Thread-safe; what reads blocks.
 */
final class BlockFile {
    private static final Logger LOG = Logger.getLogger(BlockFile.class);

    private final Path path;
    private final long length;
    private final int[] sums;
    private final BitSet good = new BitSet();
    private @Nullable FileChannel channel;
    private int holders;

    BlockFile(Path path, long length, int[] sums) {
        this.path = path;
        this.length = length;
        this.sums = sums.clone();
    }

    long length() {
        return length;
    }

    /** @throws IOException if there is no such file, or no room for one more */
    synchronized void hold() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
        holders++;
    }

    synchronized void release() {
        holders--;
        if (holders == 0 && channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warnf("%s was not closed: %s", path, e);
            }
            channel = null;
        }
    }

    private synchronized FileChannel open() throws IOException {
        if (channel == null) {
            throw new IOException("nobody holds " + path);
        }
        return channel;
    }

    synchronized boolean isGood(long offset, int wanted) {
        int first = (int) (offset / BlockSums.BLOCK);
        return good.nextClearBit(first) > lastOf(offset, wanted);
    }

    private static int lastOf(long offset, int wanted) {
        return (int) ((offset + Math.max(1, wanted) - 1) / BlockSums.BLOCK);
    }

    /** Some of the bytes, of which nothing is handed out before their whole blocks are what was written. */
    ByteBuf read(long offset, int wanted) throws IOException {
        int first = (int) (offset / BlockSums.BLOCK);
        long from = (long) first * BlockSums.BLOCK;
        long to = Math.min(length, (lastOf(offset, wanted) + 1L) * BlockSums.BLOCK);
        ByteBuf blocks = PooledByteBufAllocator.DEFAULT.directBuffer((int) (to - from));
        try {
            fill(blocks, open(), from, (int) (to - from));
            compare(blocks, first);
            return blocks.retainedSlice((int) (offset - from), wanted);
        } finally {
            blocks.release();
        }
    }

    private static void fill(ByteBuf into, FileChannel file, long from, int wanted) throws IOException {
        while (into.writerIndex() < wanted) {
            if (into.writeBytes(file, from + into.writerIndex(), wanted - into.writerIndex()) < 0) {
                throw new Damaged("a file that has become shorter");
            }
        }
    }

    private void compare(ByteBuf blocks, int first) throws IOException {
        int block = first;
        for (int at = 0; at < blocks.writerIndex(); at += BlockSums.BLOCK) {
            int some = Math.min(BlockSums.BLOCK, blocks.writerIndex() - at);
            if (BlockSums.sum(blocks.nioBuffer(at, some)) != sums[block]) {
                throw new Damaged("block " + block + " of " + path + " is not what was written");
            }
            passed(block);
            block++;
        }
    }

    private synchronized void passed(int block) {
        good.set(block);
    }

    /** A held file's bytes for the kernel, once their blocks have been compared; the region holds the file, too. */
    FileContent.Region region(long offset, int wanted) throws IOException {
        if (!isGood(offset, wanted)) {
            read(offset, wanted).release();
        }
        hold();
        return new Held(new Region(this, open(), offset, wanted));
    }

    private record Held(Region message) implements FileContent.Region {
        @Override
        public void release() {
            message.release();
        }
    }

    /** Would close the file, which is not its own. */
    private static final class Region extends DefaultFileRegion {
        private final BlockFile of;

        Region(BlockFile of, FileChannel file, long offset, long count) {
            super(file, offset, count);
            this.of = of;
        }

        @Override
        protected void deallocate() {
            of.release();
        }
    }
}
