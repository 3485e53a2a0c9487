package dev.catchwater.edge.flow;

import dev.catchwater.edge.FileContent;
import dev.catchwater.fairlead.Headers;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AttributeKey;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Vert.x says of a connection and its messages, in our terms. */
final class Connections {
    private static final byte[] NOWHERE = {};

    private static final AttributeKey<Runnable> GONE = AttributeKey.valueOf(Connections.class, "gone");

    private Connections() {}

    /** Of one request at a time. */
    static void whenClosed(HttpServerRequest request, Runnable runs) {
        channel(request).attr(GONE).set(runs);
    }

    /** The next request may have come in its place already. */
    static void forget(HttpServerRequest request, Runnable runs) {
        channel(request).attr(GONE).compareAndSet(runs, null);
    }

    static void closed(Channel channel) {
        Runnable runs = channel.attr(GONE).getAndSet(null);
        if (runs != null) {
            runs.run();
        }
    }

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

    /** Vert.x 4.5 can write no other than 100 and 103. */
    static void interim(HttpServerRequest request, int status, Headers fields) {
        ChannelHandlerContext channel = ((ConnectionBase) request.connection()).channelHandlerContext();
        HttpResponseStatus code = HttpResponseStatus.valueOf(status);
        if (channel.handler() instanceof Http2ConnectionHandler http2) {
            Http2Headers head = new DefaultHttp2Headers().status(code.codeAsText());
            fields.forEach((name, value) -> head.add(name.toLowerCase(Locale.ROOT), value));
            int stream = request.response().streamId();
            var _ = http2.encoder().writeHeaders(channel, stream, head, 0, false, channel.newPromise());
            channel.flush();
        } else {
            HttpHeaders head = new DefaultHttpHeaders();
            fields.forEach(head::add);
            var _ = channel.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, code, Unpooled.EMPTY_BUFFER, head, EmptyHttpHeaders.INSTANCE));
        }
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
