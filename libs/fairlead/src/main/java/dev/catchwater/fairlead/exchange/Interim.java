package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.InterimAnswers;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Disguises interim answers that Vert.x 4.5 would take for final ones as 103, which it knows: all but 100, and 101, after
 * which no other follows (RFC 9110 §15.2). In HTTP/1.1 it notes where final answers end, too, and breaks the connection
 * over heads that Netty's decoder lets through: statuses that are none, codings that nobody here can take off, and interim
 * answers without end.
 */
final class Interim extends ChannelInboundHandlerAdapter {
    private static final String KEEP_ALIVE = "Keep-Alive";
    private static final Pattern TIMEOUT = Pattern.compile("(?i)\\btimeout *= *\"?(\\d{1,6})\\b");

    /** Tells what a 103 was; no peer can know its value. */
    private static final String DISGUISE = "fairlead-interim";

    private static final String SECRET = UUID.randomUUID() + " ";

    /** Real servers send a handful. */
    private static final int MOST = 64;

    private final Usage usage;
    private int status;
    private int interim;
    private boolean broken;

    private Interim(Usage usage) {
        this.usage = usage;
    }

    /** From here on; nothing must have been sent yet. */
    static void watch(HttpConnection connection) {
        ChannelHandlerContext channel = ((ConnectionBase) connection).channelHandlerContext();
        if (channel.handler() instanceof Http2ConnectionHandler http2) {
            Http2ConnectionDecoder decoder = http2.decoder();
            decoder.frameListener(new OfStreams(decoder.frameListener()));
        } else {
            // Vert.x' name of its own handler, behind those of TLS and HTTP.
            channel.pipeline().addBefore("handler", "interim", new Interim(Usage.of(connection)));
            Delimiting.watch(channel.pipeline());
        }
    }

    /** Tells of what Vert.x takes for a 103, as what it is. */
    static void tell(MultiMap fields, InterimAnswers listener) {
        String disguised = fields.get(DISGUISE);
        if (disguised == null || !disguised.startsWith(SECRET)) {
            listener.came(103, Wire.headers(fields));
            return;
        }
        fields.remove(DISGUISE);
        listener.came(Integer.parseInt(disguised.substring(SECRET.length())), Wire.headers(fields));
    }

    private static boolean isUnknown(int status) {
        return status >= 102 && status < 200 && status != 103;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (message instanceof HttpResponse head) {
            status = head.status().code();
            letGoEarly(head.headers());
            DecoderException wrong = wrong(head);
            if (wrong != null && !broken) {
                broken = true;
                channel.pipeline().fireExceptionCaught(wrong);
            }
            if (isUnknown(status)) {
                head.headers().set(DISGUISE, SECRET + status);
                head.setStatus(HttpResponseStatus.EARLY_HINTS);
            }
        }
        if (broken) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof LastHttpContent && status >= 200) {
            // Before Vert.x hears of it, which may give the connection to the next call at once.
            usage.answerEnded();
        }
        channel.fireChannelRead(message);
    }

    private @Nullable DecoderException wrong(HttpResponse head) {
        interim = status < 200 ? interim + 1 : 0;
        if (interim > MOST) {
            return new TooLongFrameException("interim answers without end");
        }
        if (status > 999) {
            return new DecoderException("a status that is none"); // RFC 9110 §15
        }
        // RFC 9112 §6.1; the older word for none may stand there.
        for (String coding : head.headers().getAll("Transfer-Encoding")) {
            if (!coding.strip().equalsIgnoreCase("chunked") && !coding.strip().equalsIgnoreCase("identity")) {
                return new DecoderException("a coding that is not known");
            }
        }
        return null;
    }

    /**
     * RFC 9112 §9.3: a peer that says when it closes an idle connection is believed, a second early; at that very moment its
     * closing would cross a request.
     */
    private static void letGoEarly(HttpHeaders headers) {
        String told = headers.get(KEEP_ALIVE);
        Matcher timeout = told == null ? null : TIMEOUT.matcher(told);
        if (timeout != null && timeout.find()) {
            int seconds = Integer.parseInt(timeout.group(1));
            headers.set(KEEP_ALIVE, "timeout=" + Math.max(0, seconds - 1));
            if (seconds <= 1) {
                headers.set("Connection", "close");
            }
        }
    }

    private static final class OfStreams extends Http2FrameListenerDecorator {
        OfStreams(Http2FrameListener listener) {
            super(listener);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext channel, int stream, Http2Headers headers, int padding, boolean last)
                throws Http2Exception {
            super.onHeadersRead(channel, stream, known(headers, last), padding, last);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext channel,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean last)
                throws Http2Exception {
            super.onHeadersRead(channel, stream, known(headers, last), dependency, weight, exclusive, padding, last);
        }

        private static Http2Headers known(Http2Headers headers, boolean last) {
            int status = last ? 0 : interim(headers.status());
            return isUnknown(status)
                    ? headers.set(DISGUISE, SECRET + status).status(HttpResponseStatus.EARLY_HINTS.codeAsText())
                    : headers;
        }

        /** 0 for what is none; trailers have no status. */
        private static int interim(@Nullable CharSequence status) {
            if (status == null || status.length() != 3 || status.charAt(0) != '1') {
                return 0;
            }
            // What throws here breaks the connection; what is no status is its stream's failure (RFC 9113 §8.1.1).
            int tens = Character.digit(status.charAt(1), 10);
            int ones = Character.digit(status.charAt(2), 10);
            return tens >= 0 && ones >= 0 ? 100 + 10 * tens + ones : 0;
        }
    }
}
