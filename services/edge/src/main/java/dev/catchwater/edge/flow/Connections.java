package dev.catchwater.edge.flow;

import dev.catchwater.fairlead.Headers;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What Vert.x says of a connection and its messages, in our terms. */
final class Connections {
    private static final byte[] NOWHERE = {};

    private Connections() {}

    static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channelHandlerContext().channel();
    }

    /** Where its requests come from, as {@link dev.catchwater.edge.rate.Rates} wants it; nowhere, once it is closed. */
    static byte[] address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? peer.getAddress().getAddress()
                : NOWHERE;
    }

    static Headers headers(MultiMap from) {
        List<String> lines = new ArrayList<>(32);
        from.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return Headers.received(lines.toArray(String[]::new));
    }

    /** What was written goes out first. */
    static void closeAfterwards(HttpServerRequest request) {
        channel(request).writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
