package dev.catchwater.edge.flow;

import dev.catchwater.edge.FileContent;
import dev.catchwater.fairlead.Headers;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;

/** What Vert.x says of a connection and its messages, in our terms. */
final class Connections {
    private Connections() {}

    static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channelHandlerContext().channel();
    }

    static Headers headers(MultiMap from) {
        List<String> lines = new ArrayList<>(32);
        from.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return Headers.received(lines.toArray(String[]::new));
    }

    /** Bytes of a content, behind what was written; the connection releases them. */
    static ChannelFuture send(HttpServerRequest request, FileContent.Region region) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        ChannelPromise sent = channel(request).newPromise();
        connection.writeToChannel(region.message(), true, sent);
        return sent;
    }

    /** What was written goes out first. */
    static void closeAfterwards(HttpServerRequest request) {
        channel(request).writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
