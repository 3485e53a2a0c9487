package dev.catchwater.edge.store;

import dev.catchwater.edge.CodedForm;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.route.Compression.Coding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Content in pooled memory, all pieces but the last of {@link Memory#PIECE} bytes. It counts its holders itself: Netty's
 * buffer objects are used again once they are free, so that whoever comes late with one would count on another's bytes.
 */
final class SlabContent implements Slab {
    /** How much a reader gets at once. */
    private static final int CHUNK = 64 * 1024;

    private final List<ByteBuf> pieces;
    private final long length;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile Map<Coding, CodedForm> forms = Map.of();

    SlabContent(List<ByteBuf> pieces, long length) {
        this.pieces = List.copyOf(pieces);
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    /** False if it is free already. */
    boolean hold() {
        int now = holders.get();
        while (now > 0) {
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
            now = holders.get();
        }
        return false;
    }

    /** The last one frees it; slices keep what they have. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            pieces.forEach(ByteBuf::release);
            forms.values().forEach(form -> made(form).ifPresent(SlabContent::release));
        }
    }

    /** All of it, in copies; for who holds it. */
    List<byte[]> copies() {
        return pieces.stream().map(ByteBufUtil::getBytes).toList();
    }

    @Override
    public CodedForm coded(Coding coding) {
        return forms.getOrDefault(coding, CodedForm.Lack.NONE);
    }

    @Override
    public boolean mark(Coding coding, CodedForm.Lack before, CodedForm.Lack after) {
        return set(coding, before, after);
    }

    /** Takes a form over. Only while somebody holds the content: later nobody would free it. */
    void keep(Coding coding, SlabContent form) {
        set(coding, coded(coding), new CodedForm.Made(form));
    }

    private synchronized boolean set(Coding coding, CodedForm before, CodedForm after) {
        if (!coded(coding).equals(before)) {
            return false;
        }
        Map<Coding, CodedForm> changed = new EnumMap<>(Coding.class);
        changed.putAll(forms);
        changed.put(coding, after);
        forms = changed;
        return true;
    }

    /** What its forms take of the pool. */
    long takenByForms() {
        return forms.values().stream()
                .mapToLong(form -> made(form).map(SlabContent::taken).orElse(0L))
                .sum();
    }

    /** What it takes of the pool, its forms left out. */
    long taken() {
        return Kept.taken(length);
    }

    private static Optional<SlabContent> made(CodedForm form) {
        return form instanceof CodedForm.Made(SlabContent made) ? Optional.of(made) : Optional.empty();
    }

    @Override
    public Optional<ByteBuf> slice(long offset, int wanted) {
        require(offset, wanted);
        if (!hold()) {
            return Optional.empty();
        }
        try {
            return Optional.of(sliced(offset, wanted));
        } finally {
            release();
        }
    }

    private ByteBuf sliced(long offset, int wanted) {
        int first = (int) (offset / Memory.PIECE);
        int from = (int) (offset % Memory.PIECE);
        if (from + wanted <= Memory.PIECE) {
            return wanted == 0 ? Unpooled.EMPTY_BUFFER : pieces.get(first).retainedSlice(from, wanted);
        }
        List<ByteBuf> slices = new ArrayList<>();
        int left = wanted;
        for (int i = first; left > 0; i++) {
            int some = Math.min(left, Memory.PIECE - from);
            slices.add(pieces.get(i).retainedSlice(from, some));
            left -= some;
            from = 0;
        }
        return Unpooled.wrappedBuffer(slices.size(), slices.toArray(ByteBuf[]::new));
    }

    @Override
    public Multi<Buffer> read(long offset, long wanted) {
        return read(this, offset, wanted);
    }

    /** In copies, which are the reader's own; through whatever holds the content. */
    static Multi<Buffer> read(Slab slab, long offset, long wanted) {
        if (offset < 0 || wanted < 0 || offset + wanted > slab.length()) {
            throw new IllegalArgumentException("there are only " + slab.length() + " bytes");
        }
        return Multi.createFrom()
                .items(() -> LongStream.range(0, (wanted + CHUNK - 1) / CHUNK)
                        .mapToObj(i -> copy(slab, offset + i * CHUNK, (int) Math.min(CHUNK, wanted - i * CHUNK))));
    }

    private static Buffer copy(Slab slab, long offset, int wanted) {
        ByteBuf slice = slab.slice(offset, wanted)
                .orElseThrow(() -> new IllegalStateException("the content has made room for others"));
        try {
            byte[] copy = new byte[wanted];
            slice.getBytes(slice.readerIndex(), copy);
            return Buffer.buffer(copy);
        } finally {
            slice.release();
        }
    }

    private void require(long offset, long wanted) {
        if (offset < 0 || wanted < 0 || offset + wanted > length) {
            throw new IllegalArgumentException("there are only " + length + " bytes");
        }
    }
}
