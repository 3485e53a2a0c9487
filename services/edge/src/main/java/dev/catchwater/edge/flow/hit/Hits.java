package dev.catchwater.edge.flow.hit;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.Slab;
import dev.catchwater.fairlead.store.StoredEntry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one event loop has answered from the store lately, and how it answers the same again. */
public final class Hits {
    /** About 12 MiB at worst, and 60 where each holds heads that the shelf has let go. */
    private static final int MOST_ANSWERS = 4_096;

    private static final int MOST_ASKERS = 1_024;

    /** Up to here a copy costs less than one more buffer in the system call. */
    private static final int COPIED = 4 * 1024;

    private final Plane knobs;
    private final Lanes lanes;
    private final Shelf shelf;
    private final Served.Listener listener;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final BooleanSupplier draining;
    private final Answers answers = new Answers(MOST_ANSWERS);
    private final Map<Asker, Asker> askers = new HashMap<>();
    private @Nullable Plain plain;

    /**
     * None yet.
     *
     * @param nanos a clock that only goes forward
     * @param draining whether each response has to be the last of its connection
     */
    public Hits(
            Plane knobs,
            Lanes lanes,
            Shelf shelf,
            Served.Listener listener,
            InstantSource clock,
            LongSupplier nanos,
            BooleanSupplier draining) {
        this.knobs = knobs;
        this.lanes = lanes;
        this.shelf = shelf;
        this.listener = listener;
        this.clock = clock;
        this.nanos = nanos;
        this.draining = draining;
    }

    /** For one connection. */
    public Shortcut shortcut(boolean secure) {
        return new Shortcut(this, knobs, secure);
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** There is one object for all that ask the same; answers to those that are forgotten are never found again. */
    Asker known(Asker asker) {
        if (askers.size() >= MOST_ASKERS) {
            askers.clear();
        }
        return askers.computeIfAbsent(asker, same -> same);
    }

    /** The next request that goes the ordinary way is this one; null: it is not plain. */
    void asks(@Nullable Asker asker) {
        plain = asker == null ? null : new Plain(asker, lanes.edition());
    }

    /** The plain request that has just gone the ordinary way, for its first step to pick up; null: it is not plain. */
    public @Nullable Plain plain() {
        Plain last = plain;
        plain = null;
        return last;
    }

    /** Keeps an answer that can be given again. */
    public void learn(Plain request, Ordinary answer) {
        Learning.learned(request, answer, knobs.node()).ifPresent(answers::put);
    }

    @Nullable
    Answer find(Asker asker, ByteBuf bytes, int from, int length) {
        return answers.find(asker, bytes, from, length);
    }

    /** Whether it was written; if not, nothing was, and the ordinary way has to be gone. */
    boolean isWritten(ChannelHandlerContext context, Answer answer, long began) {
        if (draining.getAsBoolean() || !context.channel().isWritable()) {
            return false;
        }
        Instant now = clock.instant();
        long since = answer.since(now);
        StoredEntry entry =
                since < 0 || !answer.isOf(lanes.edition()) ? null : answer.among(shelf.inMemory(answer.key(), now));
        ByteBuf content = entry != null && entry.content() instanceof Slab slab
                ? slab.slice(0, answer.length()).orElse(null)
                : null;
        if (content == null) {
            answers.remove(answer);
            return false;
        }
        write(context, answer, content, since);
        listener.on(answer.served(since, nanos.getAsLong() - began));
        return true;
    }

    private static void write(ChannelHandlerContext context, Answer answer, ByteBuf content, long since) {
        boolean copied = answer.length() <= COPIED;
        ByteBuf out = context.alloc().directBuffer(answer.head().most() + (copied ? answer.length() : 0));
        answer.head().write(out, answer.ageSeconds(since), answer.ttlSeconds(since));
        if (copied) {
            out.writeBytes(content, content.readerIndex(), answer.length());
            content.release();
            var _ = context.write(out, context.voidPromise());
        } else {
            var _ = context.write(out, context.voidPromise());
            var _ = context.write(content, context.voidPromise());
        }
    }
}
