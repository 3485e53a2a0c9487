package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Outlet;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes to a connection that has switched protocols. By Netty's channel, since Vert.x 4.5 has no back-pressure there:
 * the socket of such a response never completes its writes, and never says that its queue is full.
 */
final class SocketOutlet implements Outlet {
    private final ChannelHandlerContext channel;

    SocketOutlet(HttpConnection connection) {
        this.channel = ((ConnectionBase) connection).channelHandlerContext();
    }

    @Override
    public CompletionStage<Void> write(Buffer bytes) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        ChannelFuture writing = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes.getBytes()));
        writing.addListener(done -> {
            if (done.isSuccess()) {
                written.complete(null);
            }
        });
        return written;
    }
}
