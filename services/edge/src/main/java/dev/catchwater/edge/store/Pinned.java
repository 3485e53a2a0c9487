package dev.catchwater.edge.store;

import dev.catchwater.edge.CodedForm;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.store.StoredEntry;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;

/**
 * Content that stays until nobody can reach this any more: for readers that begin whenever they like, such as a validation
 * that waits for its origin.
 */
final class Pinned implements Slab {
    static final Cleaner CLEANER = Cleaner.create();

    private final SlabContent content;

    /** The content is held already. */
    Pinned(SlabContent content) {
        this.content = content;
        CLEANER.register(this, content::release);
    }

    /** Each of them; what made room since it was found is left out. */
    static List<StoredEntry> all(List<StoredEntry> found) {
        return found.stream()
                .filter(entry -> entry.content() instanceof SlabContent slab && slab.hold())
                .map(entry ->
                        new StoredEntry(entry.response(), new Pinned((SlabContent) entry.content()), entry.keepUntil()))
                .toList();
    }

    SlabContent content() {
        return content;
    }

    /** A form that is there holds this, or it might go while it is sent. */
    @Override
    public CodedForm coded(Coding coding) {
        CodedForm found = content.coded(coding); // once: it may come at any moment
        return found instanceof CodedForm.Made(SlabContent form) ? new CodedForm.Made(new Beside(this, form)) : found;
    }

    @Override
    public boolean mark(Coding coding, CodedForm.Lack before, CodedForm.Lack after) {
        return content.mark(coding, before, after);
    }

    private record Beside(Pinned whole, SlabContent form) implements Slab {
        @Override
        public long length() {
            return form.length();
        }

        @Override
        public Optional<ByteBuf> slice(long offset, int length) {
            try {
                return form.slice(offset, length);
            } finally {
                Reference.reachabilityFence(whole);
            }
        }

        @Override
        public Multi<Buffer> read(long offset, long length) {
            return SlabContent.read(this, offset, length);
        }
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public Optional<ByteBuf> slice(long offset, int length) {
        try {
            return content.slice(offset, length);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public Multi<Buffer> read(long offset, long length) {
        return SlabContent.read(this, offset, length);
    }
}
