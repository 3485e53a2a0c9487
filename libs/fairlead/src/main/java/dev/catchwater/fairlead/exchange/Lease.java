package dev.catchwater.fairlead.exchange;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.Executor;

/**
 * A connection, or a place on one, that the pool has given for one request. Given back once, without harm to the calls
 * that share the connection, or that may have got it already.
 */
final class Lease {
    private final HttpClientRequest request;
    private final Usage usage;
    private final int endedBefore;
    private volatile boolean headSent;
    private boolean over;

    /** The lease of a request of which nothing has been sent. */
    Lease(HttpClientRequest request) {
        this.request = request;
        this.usage = Usage.of(request.connection());
        this.endedBefore = usage.ended();
        usage.begun();
    }

    HttpClientRequest request() {
        return request;
    }

    boolean isMultiplexed() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** To be told before the head is given to the transport. */
    void sendsHead() {
        headSent = true;
    }

    void answered() {
        usage.answered();
    }

    /** Whether what broke the connection broke it before the peer can have acted upon the request. */
    boolean isStale(Throwable cause) {
        return usage.isStale() || (cause instanceof HttpClosedException && isMultiplexed() && isBeyondTheLast());
    }

    /**
     * RFC 9113 §6.8: a peer that goes away names the last stream that it may have acted upon. Asked of the codec, for
     * Vert.x copies what else the peer said each time it is asked, and does not release it.
     */
    private boolean isBeyondTheLast() {
        int last = http2().connection().local().lastStreamKnownByPeer();
        return last >= 0 && headSent && request.streamId() > last;
    }

    /** Both messages are whole. */
    void end() {
        leave();
    }

    /**
     * The call is over, its answer perhaps not.
     *
     * @param whole whether all of the request was sent, and nothing but its answer can follow
     */
    void giveUp(boolean whole) {
        if (!leave()) {
            return;
        }
        if (!headSent && isMultiplexed()) {
            onLoop().execute(this::dropUnsent);
        } else if (!headSent || !whole || isMultiplexed()) {
            request.reset(Wire.CANCEL);
        } else {
            onLoop().execute(this::resetUnlessAnswered);
        }
    }

    private synchronized boolean leave() {
        if (over) {
            return false;
        }
        over = true;
        usage.over();
        return true;
    }

    /**
     * HTTP/1.1: the end of an answer gives the connection back, also while chunks lie unread, and from then on a reset
     * would hit whoever has it. Only the connection's own loop knows.
     */
    private void resetUnlessAnswered() {
        if (usage.ended() == endedBefore) {
            request.reset(Wire.CANCEL);
        }
    }

    /**
     * HTTP/2: Vert.x gives a place back when its stream closes, and a request that was never sent has none. So it gets
     * one, and a head that is too large to be sent: the codec closes the stream without a word to the peer, and its
     * number is skipped (RFC 9113 §5.1.1).
     */
    private void dropUnsent() {
        Http2HeadersEncoder.Configuration heads =
                http2().encoder().configuration().headersConfiguration();
        long limit = heads.maxHeaderListSize();
        try {
            heads.maxHeaderListSize(0);
            try {
                request.sendHead();
            } finally {
                heads.maxHeaderListSize(limit);
            }
        } catch (Http2Exception outOfRange) {
            throw new IllegalStateException("0 and what it was are within its range", outOfRange);
        }
    }

    private Executor onLoop() {
        return task -> {
            if (channel().executor().inEventLoop()) {
                task.run();
            } else {
                channel().executor().execute(task);
            }
        };
    }

    private Http2ConnectionHandler http2() {
        return (Http2ConnectionHandler) channel().handler();
    }

    private ChannelHandlerContext channel() {
        return ((ConnectionBase) request.connection()).channelHandlerContext();
    }
}
