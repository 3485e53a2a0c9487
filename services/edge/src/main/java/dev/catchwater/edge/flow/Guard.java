package dev.catchwater.edge.flow;

import dev.catchwater.edge.Refusal;
import dev.catchwater.edge.flow.hit.Shortcut;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the decoder of each connection of HTTP/1.1 and lets through only what {@link Strictness} finds nothing wrong
 * with. What is refused never reaches the decoder: it gets a few bytes that it cannot read instead, so that Vert.x asks, in
 * the order of the requests on the connection, what to answer. Steps aside for HTTP/2, and where protocols are switched.
 */
final class Guard extends ChannelInboundHandlerAdapter {
    static final String NAME = "guard";
    static final String DECODER = "httpDecoder";
    static final String ENCODER = "httpEncoder";

    /** In no state does the decoder take this for a message, or for a part of one. */
    private static final byte[] UNREADABLE = "!\0 ! !\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final AttributeKey<Refusal> REFUSAL = AttributeKey.valueOf(Guard.class, "refusal");

    private final Strictness strictness;
    private final SlowHead slowHead;
    private final Shortcut shortcut;
    private final boolean secure;
    private final Preface preface = new Preface();
    private final Deque<ByteBuf> kept = new ArrayDeque<>(2);
    private boolean taking;
    private boolean aside;
    private boolean refused;
    private boolean answered;
    private boolean passedOn;
    private boolean held;

    Guard(int maxHead, Duration headTimeout, Shortcut shortcut, boolean secure) {
        this.secure = secure;
        this.strictness = new Strictness(maxHead);
        this.slowHead = new SlowHead(headTimeout);
        this.shortcut = shortcut;
    }

    /** For where it can be seen which requests have been answered. */
    Shortcut shortcut() {
        return shortcut;
    }

    /** Why the request that the decoder could not read was refused, if it was here. */
    static @Nullable Refusal refusalOn(Channel channel) {
        return channel.attr(REFUSAL).get();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (aside || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        if (refused) {
            bytes.release();
            return;
        }
        kept.addLast(bytes);
        take(context);
    }

    /** What has come, in its order; requests wait while answers are not taken. */
    private void take(ChannelHandlerContext context) {
        if (taking) {
            return; // an answer has made room for the next: the loop below goes on
        }
        taking = true;
        try {
            while (!kept.isEmpty() && !mustWait(context)) {
                letGo(context);
                take(context, kept.removeFirst());
            }
        } finally {
            taking = false;
        }
        hold(context);
    }

    private boolean mustWait(ChannelHandlerContext context) {
        return !aside
                && !context.isRemoved()
                && strictness.isBetween()
                && !context.channel().isWritable();
    }

    private void take(ChannelHandlerContext context, ByteBuf bytes) {
        if (refused) {
            bytes.release();
        } else if (aside) {
            passedOn = true;
            context.fireChannelRead(bytes);
        } else if (!preface.isDecided() && isPreface(bytes)) {
            aside = preface.isWhole();
            passedOn = true;
            context.fireChannelRead(bytes);
        } else {
            requests(context, bytes);
        }
    }

    private void requests(ChannelHandlerContext context, ByteBuf bytes) {
        try {
            if (isAnswered(context, bytes)) {
                bytes.release();
                answered = true;
            } else if (mustWait(context)) {
                kept.addFirst(bytes);
            } else {
                passedOn = true;
                read(context, bytes);
            }
        } finally {
            shortcut.over();
        }
    }

    /** Between requests, where nothing but requests can come: whether all of them were answered from here. */
    private boolean isAnswered(ChannelHandlerContext context, ByteBuf bytes) {
        if (!strictness.isBetween()
                || strictness.mayUpgrade()
                || !shortcut.answers(context, bytes, strictness.heads())) {
            return false;
        }
        strictness.passed();
        return !bytes.isReadable();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        shortcut.flush(context);
        if (passedOn || !answered) {
            context.fireChannelReadComplete();
        }
        passedOn = false;
        answered = false;
    }

    /** Whether all that has come so far is how HTTP/2 begins; if it is not, what came before is read now. */
    private boolean isPreface(ByteBuf bytes) {
        ByteBuf before = preface.soFar();
        if (preface.goesOn(bytes)) {
            return true;
        }
        strictness.read(before, false);
        return false;
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        if (strictness.isBetween()
                && strictness.mayUpgrade()
                && context.pipeline().get(DECODER) == null) {
            aside = true;
            context.fireChannelRead(bytes);
            return;
        }
        int good = strictness.read(bytes, true);
        Refusal refusal = strictness.refusal();
        if (refusal == null) {
            slowHead.watch(strictness, context.executor(), () -> tooSlow(context));
            if (good == bytes.readableBytes()) {
                context.fireChannelRead(bytes);
            } else {
                kept.addFirst(bytes);
                context.fireChannelRead(bytes.readRetainedSlice(good));
                flushed(context);
            }
            return;
        }
        if (good > 0) {
            context.fireChannelRead(bytes.readRetainedSlice(good));
        }
        bytes.release();
        refuse(context, refusal);
    }

    /** Over TLS nothing counts as written before that. */
    private void flushed(ChannelHandlerContext context) {
        if (secure) {
            context.flush();
        }
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        refused = true;
        slowHead.stop();
        context.channel().attr(REFUSAL).set(refusal);
        context.fireChannelRead(Unpooled.wrappedBuffer(UNREADABLE));
        context.fireChannelReadComplete();
    }

    private void tooSlow(ChannelHandlerContext context) {
        refuse(context, new Refusal(408, "slow-head", "the head took too long"));
    }

    /**
     * Who takes no answers is not heard with more questions (slow read); a body on its way goes on. Where Vert.x has stopped
     * already it says when to go on: it remembers that it has, and would not stop again.
     */
    private void hold(ChannelHandlerContext context) {
        ChannelConfig config = context.channel().config();
        if (mustWait(context) && config.isAutoRead()) {
            held = true;
            config.setAutoRead(false);
        }
    }

    private void letGo(ChannelHandlerContext context) {
        if (held) {
            held = false;
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean free = context.channel().isWritable();
        if (free) {
            letGo(context);
        }
        context.fireChannelWritabilityChanged();
        if (free && !taking && !kept.isEmpty()) {
            take(context);
            channelReadComplete(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        slowHead.stop();
        kept.forEach(ByteBuf::release);
        kept.clear();
        context.fireChannelInactive();
        Connections.closed(context.channel());
    }
}
