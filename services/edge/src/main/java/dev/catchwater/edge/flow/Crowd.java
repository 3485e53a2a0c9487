package dev.catchwater.edge.flow;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections, and how they are told of the end. In HTTP/1.1 the next response does it; in HTTP/2 a first GOAWAY asks
 * for no more streams and refuses none, and a second one, after the grace, says which have come (RFC 9113 §6.8).
 */
final class Crowd {
    private static final int NO_ERROR = 0;
    private static final int AS_FAR_AS_THEY_HAVE_COME = -1;

    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final Map<Channel, HttpConnection> multiplexed = new ConcurrentHashMap<>();
    private volatile boolean announced;

    /** How many there are with this one. */
    int join(Channel channel) {
        channels.add(channel);
        var _ = channel.closeFuture().addListener(closed -> {
            channels.remove(channel);
            multiplexed.remove(channel);
        });
        return channels.size();
    }

    /** Which version a connection speaks is known once its first bytes have come. */
    void speaks(HttpConnection connection) {
        if (connection instanceof Http1xServerConnection) {
            return;
        }
        Channel channel = ((ConnectionBase) connection).channelHandlerContext().channel();
        multiplexed.put(channel, connection);
        if (!channel.isOpen()) {
            multiplexed.remove(channel);
        }
        if (announced) {
            connection.goAway(NO_ERROR, Integer.MAX_VALUE);
        }
    }

    int size() {
        return channels.size();
    }

    void announce() {
        announced = true;
        multiplexed.values().forEach(connection -> connection.goAway(NO_ERROR, Integer.MAX_VALUE));
    }

    /** They are not closed: what a client says meanwhile would cost it the bytes that it has not read (RFC 9112 §9.6). */
    void end() {
        multiplexed.forEach((channel, connection) ->
                channel.eventLoop().execute(() -> connection.goAway(NO_ERROR, AS_FAR_AS_THEY_HAVE_COME)));
    }

    /** Whether there are connections that their clients are to close. */
    boolean isToBeClosedByClients() {
        return !multiplexed.isEmpty();
    }

    /** Connections with bytes or streams that have not reached their end, whoever has done with them here. */
    long unfinished() {
        return channels.stream().filter(Crowd::isUnfinished).count();
    }

    private static boolean isUnfinished(Channel channel) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        Http2ConnectionHandler streams = channel.pipeline().get(Http2ConnectionHandler.class);
        return (out != null && out.totalPendingWriteBytes() > 0)
                || (streams != null && streams.connection().numActiveStreams() > 0);
    }
}
