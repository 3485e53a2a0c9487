package dev.catchwater.edge.store;

import dev.catchwater.fairlead.store.Content;
import dev.catchwater.fairlead.store.Gathering;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A content that comes: into memory as long as it fits there, else into a file, if there is a disk. For one thread at a time.
 * What nobody ends is freed once nobody can reach it.
 */
final class Inflow implements Gathering {
    private final long most;
    private final long inMemory;
    private final @Nullable Disk disk;
    private final Held held;
    private final Cleaner.Cleanable end;
    private long length;

    /** What has to be freed. */
    private static final class Held implements Runnable {
        final SlabWriter memory;

        @Nullable
        SlabContent slab;

        @Nullable
        Spooling file;

        Held(long most) {
            memory = new SlabWriter(most);
        }

        @Override
        public void run() {
            memory.free();
            if (slab != null) {
                slab.release();
            }
            if (file != null) {
                file.discard();
            }
        }
    }

    /**
     * Of nothing yet.
     *
     * @param inMemory up to which it stays there
     */
    Inflow(long most, long inMemory, @Nullable Disk disk) {
        this.most = most;
        this.inMemory = inMemory;
        this.disk = disk;
        this.held = new Held(Math.min(most, inMemory));
        this.end = Pinned.CLEANER.register(this, held);
    }

    @Override
    public void add(Buffer chunk) {
        length += chunk.length();
        if (length > most) {
            discard();
        } else if (held.file != null) {
            held.file.add(chunk.getBytes());
        } else if (length > inMemory && disk != null && held.memory.fits()) {
            spill(disk, chunk);
        } else {
            held.memory.add(chunk);
        }
    }

    private void spill(Disk to, Buffer chunk) {
        Spooling spooling = new Spooling(to);
        SlabContent before = held.memory.taken();
        before.copies().forEach(spooling::add);
        before.release();
        spooling.add(chunk.getBytes());
        held.file = spooling;
    }

    @Override
    public boolean isReady() {
        return held.file == null || held.file.isReady();
    }

    @Override
    public Uni<Void> ready() {
        return held.file == null ? Uni.createFrom().voidItem() : held.file.ready();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean fits() {
        return length <= most && (held.file == null ? length <= inMemory && held.memory.fits() : !held.file.isFailed());
    }

    @Override
    public Content gathered() {
        if (held.file != null) {
            return held.file;
        }
        SlabContent slab = held.slab == null ? held.memory.taken() : held.slab;
        held.slab = slab;
        return slab;
    }

    @Override
    public void discard() {
        end.clean();
    }
}
