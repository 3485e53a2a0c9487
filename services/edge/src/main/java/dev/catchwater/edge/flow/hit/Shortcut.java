package dev.catchwater.edge.flow.hit;

import dev.catchwater.edge.Plane;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Answers plain requests of one connection that begin where a request may begin, for as long as it is their turn. The
 * field lines of a client rarely change, so that those of the last request are compared before any are read.
 */
public final class Shortcut {
    private static final String TURNS = "turns";
    private static final int MOST_TARGET = 1_024;
    private static final int MOST_FIELDS = 4_096;
    private static final int MOST_REMEMBERED = 1_024;

    /** Over TLS nothing counts as written before it is flushed. */
    private static final int MOST_UNFLUSHED = 64 * 1_024;

    // "GET ", " HTTP/1.", "1\r\n"
    private static final int GET = 0x47455420;
    private static final long VERSION = 0x20485454502F312EL;
    private static final int MINOR = 0x310D0A;
    private static final int METHOD_LENGTH = 4;
    private static final int VERSION_LENGTH = 11;

    private final Hits hits;
    private final boolean secure;
    private final boolean open;
    private final int maxHead;
    private final long touchEvery;
    private final PlainHead reading = new PlainHead();
    private @Nullable Turns turns;
    private @Nullable ByteBuf remembered;
    private @Nullable Asker asker;
    private int end;
    private long touched;
    private boolean unflushed;
    private int written;

    Shortcut(Hits hits, Plane knobs, boolean secure) {
        this.hits = hits;
        this.secure = secure;
        this.open = knobs.shortcuts();
        this.maxHead = knobs.maxHeadBytes();
        this.touchEvery = knobs.idleTimeout().toNanos() / 4;
        this.touched = hits.nanos();
    }

    /**
     * From now on it is known which requests have been answered. Before that nothing is.
     *
     * @param encoder the name of the one that makes bytes of responses
     */
    public void follow(ChannelPipeline pipeline, String encoder) {
        if (open) {
            Turns all = new Turns();
            pipeline.addAfter(encoder, TURNS, all);
            turns = all;
        }
    }

    /**
     * Answers what it can. What it has read is answered; what comes next, if there is anything, has to go the ordinary way.
     *
     * @param bytes from the beginning of a request on
     * @param others how many requests have gone the ordinary way
     * @return whether any was answered
     */
    public boolean answers(ChannelHandlerContext context, ByteBuf bytes, int others) {
        if (!open || !isTheirTurn(others)) {
            return false;
        }
        long began = hits.nanos();
        boolean any = false;
        while (bytes.isReadable() && isAnswered(context, bytes, began)) {
            any = true;
        }
        if (any) {
            unflushed = true;
            touch(context, began);
        }
        return any;
    }

    /** RFC 9112 §9.3.2: not before all others have had their answers. */
    private boolean isTheirTurn(int others) {
        Turns before = turns;
        return before == null ? others == 0 : before.isOver(others);
    }

    /** What nobody has picked up is of no use any more. */
    public void over() {
        hits.asks(null);
    }

    /** Sends what was written. */
    public void flush(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            written = 0;
            context.flush();
        }
    }

    /** Who watches for idle connections stands behind, and sees nothing of what is answered here. */
    private void touch(ChannelHandlerContext context, long now) {
        if (now - touched > touchEvery) {
            touched = now;
            var _ = context.channel().write(Unpooled.EMPTY_BUFFER);
        }
    }

    private boolean isAnswered(ChannelHandlerContext context, ByteBuf bytes, long began) {
        int from = bytes.readerIndex();
        int target = from + METHOD_LENGTH;
        int limit = Math.min(bytes.writerIndex() - VERSION_LENGTH, target + MOST_TARGET);
        if (limit <= target || bytes.getInt(from) != GET || bytes.getByte(target) != '/') {
            return false;
        }
        int space = bytes.indexOf(target, limit, (byte) ' ');
        if (space < 0 || bytes.getLong(space) != VERSION || bytes.getMedium(space + Long.BYTES) != MINOR) {
            return false;
        }
        int fields = space + VERSION_LENGTH;
        Asker who = asker(bytes, fields, Math.min(MOST_FIELDS, maxHead - (fields - from)));
        if (who == null) {
            return false;
        }
        Answer answer = hits.find(who, bytes, target, space - target);
        if (answer == null || !hits.isWritten(context, answer, began)) {
            hits.asks(who);
            return false;
        }
        bytes.readerIndex(end);
        written += answer.length() + answer.head().most();
        if (secure && written > MOST_UNFLUSHED) {
            written = 0;
            context.flush();
        }
        return true;
    }

    /** Who asks, and where that ends. */
    private @Nullable Asker asker(ByteBuf bytes, int from, int most) {
        ByteBuf last = remembered;
        if (last != null
                && last.capacity() <= Math.min(most, bytes.writerIndex() - from)
                && ByteBufUtil.equals(last, 0, bytes, from, last.capacity())) {
            end = from + last.capacity();
            return asker;
        }
        if (!reading.read(bytes, from, most)) {
            return null;
        }
        end = reading.end();
        asker = hits.known(reading.asker(secure));
        remembered = end - from <= MOST_REMEMBERED
                ? Unpooled.wrappedBuffer(ByteBufUtil.getBytes(bytes, from, end - from))
                : null;
        return asker;
    }
}
