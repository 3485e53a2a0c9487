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
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /** In no state does the decoder take this for a message, or for a part of one. */
    private static final byte[] UNREADABLE = "!\0 ! !\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final AttributeKey<Refusal> REFUSAL = AttributeKey.valueOf(Guard.class, "refusal");

    private final Strictness strictness;
    private final Duration headTimeout;
    private final Shortcut shortcut;
    private int prefaced;
    private boolean decided;
    private boolean aside;
    private boolean refused;
    private boolean answered;
    private boolean passedOn;
    private boolean held;
    private int watched;
    private @Nullable ScheduledFuture<?> timer;

    Guard(int maxHead, Duration headTimeout, Shortcut shortcut) {
        this.strictness = new Strictness(maxHead);
        this.headTimeout = headTimeout;
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
        letGo(context);
        if (!decided && isPreface(bytes)) {
            aside = prefaced == PREFACE.length;
            context.fireChannelRead(bytes);
            return;
        }
        if (isAnswered(context, bytes)) {
            bytes.release();
            answered = true;
        } else {
            passedOn = true;
            try {
                read(context, bytes);
            } finally {
                shortcut.over();
            }
        }
        hold(context);
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
        int from = bytes.readerIndex();
        int before = prefaced;
        for (int i = 0; i < bytes.readableBytes() && prefaced < PREFACE.length; i++) {
            if (bytes.getByte(from + i) != PREFACE[prefaced]) {
                decided = true;
                strictness.read(Unpooled.wrappedBuffer(PREFACE, 0, before));
                return false;
            }
            prefaced++;
        }
        return true;
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        if (strictness.isBetween()
                && strictness.mayUpgrade()
                && context.pipeline().get(DECODER) == null) {
            aside = true;
            context.fireChannelRead(bytes);
            return;
        }
        int good = strictness.read(bytes);
        Refusal refusal = strictness.refusal();
        if (refusal == null) {
            watch(context);
            context.fireChannelRead(bytes);
            return;
        }
        if (good > 0) {
            context.fireChannelRead(bytes.readRetainedSlice(good));
        }
        bytes.release();
        refuse(context, refusal);
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        refused = true;
        stopTimer();
        context.channel().attr(REFUSAL).set(refusal);
        context.fireChannelRead(Unpooled.wrappedBuffer(UNREADABLE));
        context.fireChannelReadComplete();
    }

    /** A head that has begun has to come to its end (slow loris). */
    private void watch(ChannelHandlerContext context) {
        if (!strictness.inHead() || watched != strictness.heads()) {
            stopTimer();
        }
        if (strictness.inHead() && timer == null) {
            watched = strictness.heads();
            timer = context.executor()
                    .schedule(
                            () -> refuse(context, new Refusal(408, "slow-head", "the head took too long")),
                            headTimeout.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void stopTimer() {
        ScheduledFuture<?> running = timer;
        if (running != null) {
            running.cancel(false);
            timer = null;
        }
    }

    /**
     * Who takes no answers is not heard with more questions (slow read); a body on its way goes on. Where Vert.x has stopped
     * already it says when to go on: it remembers that it has, and would not stop again.
     */
    private void hold(ChannelHandlerContext context) {
        ChannelConfig config = context.channel().config();
        if (!aside && strictness.isBetween() && !context.channel().isWritable() && config.isAutoRead()) {
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
        if (context.channel().isWritable()) {
            letGo(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopTimer();
        context.fireChannelInactive();
        Connections.closed(context.channel());
    }
}
