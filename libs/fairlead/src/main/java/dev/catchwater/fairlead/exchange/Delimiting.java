package dev.catchwater.fairlead.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Where answers end in HTTP/1.1: what a peer sends beyond one, or when nobody has asked, is no part of the next answer,
 * and its connection is not used again (RFC 9112 §9.2). The decoder of Netty keeps such bytes and reads the next answer
 * together with them; Vert.x gives the connection to the next call before they are read.
 */
final class Delimiting extends ChannelDuplexHandler {
    private static final String NAME = "delimiting";

    /** Vert.x' name of the codec. */
    private static final String CODEC = "codec";

    /** A request has been written whose answer has not come to its end. */
    private boolean asked;

    private int status;
    private @Nullable HttpHeaders head;
    private @Nullable LastHttpContent end;

    private Delimiting() {}

    /** From here on; nothing must have been sent yet. */
    static void watch(ChannelPipeline pipeline) {
        Delimiting delimiting = new Delimiting();
        pipeline.addBefore(CODEC, "unasked", delimiting.new Unasked());
        pipeline.addAfter(CODEC, NAME, delimiting);
    }

    @Override
    public void write(ChannelHandlerContext channel, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest) {
            asked = true;
        }
        var _ = channel.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (end != null) {
            ReferenceCountUtil.release(message);
            useNoMore();
            return;
        }
        if (message instanceof HttpResponse answer) {
            status = answer.status().code();
            head = answer.headers();
        }
        if (message instanceof LastHttpContent last && status >= 200) {
            end = last; // told once it is known that nothing follows
        } else {
            channel.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        if (end != null) {
            probe(channel.pipeline().context(CODEC));
            tell(channel);
        }
        channel.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        tell(channel);
        channel.fireChannelInactive();
    }

    /**
     * Empty lines before an answer mean nothing (RFC 9112 §2.2); but they end the head of one that the decoder has begun to gather,
     * and that then shows.
     */
    private void probe(@Nullable ChannelHandlerContext codec) {
        if (codec == null) {
            return;
        }
        try {
            ((ChannelInboundHandler) codec.handler())
                    .channelRead(codec, Unpooled.wrappedBuffer(new byte[] {'\r', '\n', '\r', '\n'}));
        } catch (Exception unreadable) {
            useNoMore();
        }
    }

    /** Vert.x looks at this field when it hears of the end. */
    private void useNoMore() {
        if (head != null) {
            head.set("Connection", "close");
        }
    }

    private void tell(ChannelHandlerContext channel) {
        LastHttpContent last = end;
        if (last != null) {
            end = null;
            head = null;
            asked = false;
            channel.fireChannelRead(last);
        }
    }

    /** Before the decoder. */
    private final class Unasked extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext channel, Object message) {
            if (asked || !(message instanceof ByteBuf bytes)) {
                channel.fireChannelRead(message);
                return;
            }
            boolean empty = bytes.forEachByte(octet -> octet == '\r' || octet == '\n') < 0;
            bytes.release();
            if (!empty) {
                var _ = channel.close();
            }
        }
    }
}
