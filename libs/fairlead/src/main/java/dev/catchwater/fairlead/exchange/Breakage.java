package dev.catchwater.fairlead.exchange;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What broke a connection, told by its end. Vert.x 4.5 hands heads, chunks and the end of a connection to a call's event
 * loop in order, but an exception at once and on the connection's own, which overtakes the head of an answer that is on
 * its way to another loop; the promise of the answer is then completed twice.
 */
@Sharable
final class Breakage extends ChannelInboundHandlerAdapter {
    private static final Breakage HANDLER = new Breakage();
    private static final AttributeKey<Throwable> CAUSE = AttributeKey.valueOf(Breakage.class, "cause");

    private Breakage() {}

    /** From here on what breaks the connection closes it, and is to be asked for when it is closed. */
    static void watch(HttpConnection connection) {
        // Vert.x' name of its own handler, behind those of TLS and HTTP.
        channel(connection).pipeline().addBefore("handler", "breakage", HANDLER);
    }

    /** What broke it if this only says that it is closed; otherwise what was told. */
    static Throwable cause(Throwable told, HttpConnection connection) {
        Throwable cause = told instanceof HttpClosedException
                ? channel(connection).channel().attr(CAUSE).get()
                : null;
        return cause == null ? told : cause;
    }

    private static ChannelHandlerContext channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        channel.channel().attr(CAUSE).setIfAbsent(cause);
        var _ = channel.close(); // whose end Vert.x hears of
    }
}
