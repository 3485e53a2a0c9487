package dev.catchwater.fairlead.exchange;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * How a connection is used, by one call after another or, in HTTP/2, by several at a time, which may be on different
 * event loops.
 */
final class Usage {
    private static final AttributeKey<Usage> KEY = AttributeKey.valueOf(Usage.class, "usage");

    private int calls;
    private boolean kept;
    private boolean answered;
    /** Written by the connection's event loop alone. */
    private volatile int ended;
    /** The same. */
    private volatile boolean dropping;

    private Usage() {}

    static Usage of(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channelHandlerContext().channel();
        Usage known = channel.attr(KEY).get();
        if (known != null) {
            return known;
        }
        Usage made = new Usage();
        Usage others = channel.attr(KEY).setIfAbsent(made);
        return others == null ? made : others;
    }

    synchronized void begun() {
        calls++;
    }

    /** The head of an answer came, to whichever call. */
    synchronized void answered() {
        answered = true;
    }

    synchronized void over() {
        calls--;
        if (calls == 0) {
            kept = true;
            answered = false;
        }
    }

    /**
     * Whether it lay idle, and nobody was answered since: if it breaks now, the peer may have closed it before it saw
     * any of the requests.
     */
    synchronized boolean isStale() {
        return kept && !answered;
    }

    /** HTTP/1.1: an answer has come to its end, and the pool may give the connection to another call. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void answerEnded() {
        ended++;
    }

    /** HTTP/2: until it is told otherwise, the connection can send no head. */
    void drops(boolean now) {
        dropping = now;
    }

    boolean isDropping() {
        return dropping;
    }

    /** HTTP/1.1: how many answers have ended. */
    int ended() {
        return ended;
    }
}
