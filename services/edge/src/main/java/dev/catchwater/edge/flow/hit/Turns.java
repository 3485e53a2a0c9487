package dev.catchwater.edge.flow.hit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Stands before the encoder and counts the responses that have gone into it to their end: as many as there were requests, and
 * whatever is written behind the encoder comes after them (RFC 9112 §9.3.2).
 */
final class Turns extends ChannelOutboundHandlerAdapter {
    private static final int SWITCHING = 101;
    private static final int FIRST_FINAL = 200;

    private int answered;
    private boolean last;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (isInterim(response)) {
                var _ = context.write(message, promise);
                return;
            }
            last |= isLast(response);
        }
        if (message instanceof LastHttpContent) {
            answered++;
        }
        var _ = context.write(message, promise);
    }

    private static boolean isInterim(HttpResponse response) {
        int status = response.status().code();
        return status < FIRST_FINAL && status != SWITCHING;
    }

    /** RFC 9112 §9.6: what comes behind its request is not answered. */
    private static boolean isLast(HttpResponse response) {
        return response.status().code() == SWITCHING
                || !response.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    /** Whether so many requests have had all of their response, and none of them was the last of the connection. */
    boolean isOver(int requests) {
        return answered == requests && !last;
    }
}
