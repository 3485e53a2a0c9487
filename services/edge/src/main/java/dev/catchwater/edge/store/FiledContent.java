package dev.catchwater.edge.store;

import dev.catchwater.edge.FileContent;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.LongStream;

/** The content of an entry on the disk. */
final class FiledContent implements FileContent {
    private final Disk disk;
    private final Filed filed;
    private final BlockFile file;

    FiledContent(Disk disk, Filed filed) {
        this.disk = disk;
        this.filed = filed;
        this.file = filed.content();
    }

    /** One that can be read however late, until nobody can reach it any more; and whose first block is what was written. */
    Uni<FiledContent> held() {
        return disk.reading(filed, this::holding, late -> {});
    }

    private FiledContent holding() throws IOException {
        file.hold();
        FiledContent held = new FiledContent(disk, filed);
        Pinned.CLEANER.register(held, file::release);
        file.read(0, (int) Math.min(1, file.length())).release();
        return held;
    }

    /** All of it, on its way into memory. */
    Uni<SlabWriter> slab(SlabWriter writer) {
        return disk.reading(
                filed,
                () -> {
                    fill(writer);
                    return writer;
                },
                SlabWriter::free);
    }

    private void fill(SlabWriter writer) throws IOException {
        try {
            for (long at = 0; at < file.length(); at += BlockSums.BLOCK) {
                writer.add(copy(at, (int) Math.min(BlockSums.BLOCK, file.length() - at)));
            }
        } catch (IOException | RuntimeException e) {
            writer.free();
            throw e;
        }
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public Uni<Reading> open() {
        return disk.reading(filed, this::opened, Reading::close);
    }

    private Reading opened() throws IOException {
        file.hold();
        return new Open();
    }

    private final class Open implements Reading {
        @Override
        public Uni<ByteBuf> bytes(long offset, int wanted) {
            return disk.reading(filed, () -> file.read(offset, wanted), ByteBuf::release);
        }

        @Override
        public Uni<Region> region(long offset, int wanted) {
            return file.isGood(offset, wanted)
                    ? Uni.createFrom().item(() -> good(offset, wanted))
                    : disk.reading(filed, () -> file.region(offset, wanted), Region::release);
        }

        private Region good(long offset, int wanted) {
            try {
                return file.region(offset, wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            file.release();
        }
    }

    @Override
    public Multi<Buffer> read(long offset, long wanted) {
        if (offset < 0 || wanted < 0 || offset + wanted > length()) {
            throw new IllegalArgumentException("there are only " + length() + " bytes");
        }
        long first = offset / BlockSums.BLOCK;
        long end = (offset + wanted + BlockSums.BLOCK - 1) / BlockSums.BLOCK;
        return Multi.createFrom()
                .items(() -> LongStream.range(first, wanted == 0 ? first : end).boxed())
                .onItem()
                .transformToUniAndConcatenate(block -> {
                    long from = Math.max(offset, block * BlockSums.BLOCK);
                    long to = Math.min(offset + wanted, (block + 1) * BlockSums.BLOCK);
                    return disk.reading(filed, () -> copy(from, (int) (to - from)), late -> {});
                });
    }

    /** Holds the file for itself: who reads may not be who opened. */
    private Buffer copy(long offset, int wanted) throws IOException {
        file.hold();
        try {
            ByteBuf bytes = file.read(offset, wanted);
            try {
                byte[] copy = new byte[wanted];
                bytes.readBytes(copy);
                return Buffer.buffer(copy);
            } finally {
                bytes.release();
            }
        } finally {
            file.release();
        }
    }
}
