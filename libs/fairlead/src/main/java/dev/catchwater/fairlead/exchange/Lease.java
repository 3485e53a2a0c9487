package dev.catchwater.fairlead.exchange;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.Executor;

/**
 * A connection, or a place on one, that the pool has given for one request. Given back once, without harm to the calls
 * that share the connection, or that may have got it already.
 */
final class Lease {
    /** The number of no stream (RFC 9113 §5.1.1). */
    private static final int NONE = 0;

    private final HttpClientRequest request;
    private final boolean withBody;
    private final Usage usage;
    private final int endedBefore;
    private volatile boolean headSent;
    private boolean over;

    /**
     * The lease of a request of which nothing has been sent.
     *
     * @param withBody whether more than a head is to be sent
     */
    Lease(HttpClientRequest request, boolean withBody) {
        this.request = request;
        this.withBody = withBody;
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
        return last >= 0 && headSent && stream() > last;
    }

    /** HTTP/2: whether the codec has refused a stream for the head, of which the peer has seen nothing. For failures. */
    boolean isRefused() {
        return isMultiplexed() && headSent && stream() == NONE;
    }

    /** Vert.x 4.5 has no other way to say that there is none. */
    private int stream() {
        try {
            return request.streamId();
        } catch (NullPointerException none) {
            return NONE;
        }
    }

    /** Both messages are whole, though the peer may not have taken all of the request. */
    void end() {
        if (leave() && withBody && isMultiplexed()) {
            onLoop().execute(this::stopSending);
        }
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
        } else if (isMultiplexed()) {
            // Not at once: this may be within the codec's own end of the stream, which would reset it once more, and a
            // peer that has not seen its head takes that for an error of the connection (RFC 9113 §5.1).
            channel().executor().execute(this::cancelStream);
        } else if (!headSent || !whole) {
            request.reset(Wire.CANCEL);
        } else {
            onLoop().execute(this::resetUnlessAnswered);
        }
    }

    /**
     * HTTP/2: a place comes back when its stream closes, and a peer may answer and neither read on nor reset it (RFC 9113
     * §8.1).
     */
    private void stopSending() {
        Http2Stream open = http2().connection().stream(stream());
        if (open != null && open.state().localSideOpen()) {
            cancelStream();
        }
    }

    /** By the codec: Vert.x 4.5 resets no stream whose both ends it was given, be they unsent or unread. */
    private void cancelStream() {
        int number = stream();
        if (number == NONE) {
            retire();
        } else if (http2().connection().stream(number) != null) {
            var _ = http2().encoder()
                    .writeRstStream(channel(), number, Wire.CANCEL, channel().newPromise());
            channel().flush();
        }
    }

    /**
     * A place whose stream the codec refused never comes back, so the pool is to forget the connection: the calls that
     * share it end there, as on one whose peer goes away.
     */
    private void retire() {
        HttpConnection connection = request.connection();
        connection.shutdownHandler(last -> connection.close());
        connection.goAway(Http2Error.NO_ERROR.code());
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
            usage.drops(true); // the place may be another's before the next line
            heads.maxHeaderListSize(0);
            try {
                request.sendHead();
            } finally {
                heads.maxHeaderListSize(limit);
                usage.drops(false);
            }
        } catch (Http2Exception outOfRange) {
            throw new IllegalStateException("0 and what it was are within its range", outOfRange);
        }
        if (stream() == NONE) {
            retire();
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
