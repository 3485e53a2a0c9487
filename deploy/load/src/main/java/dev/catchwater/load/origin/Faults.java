package dev.catchwater.load.origin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Answers by seeded chance, as bad servers do: {@code /faulty/PERCENT} goes wrong so often. Well-behaved answers are of
 * four kinds: short, long in chunks, gzip, redirected.
 */
final class Faults implements Handler<HttpServerRequest> {
    private static final Buffer SHORT = Buffer.buffer(new byte[1_024]);
    private static final Buffer CHUNK = Buffer.buffer(new byte[16 * 1_024]);
    private static final Buffer PACKED = Buffer.buffer(gzip(new byte[100_000]));

    private final Vertx vertx;
    private final Random random;

    Faults(Vertx vertx, Random random) {
        this.vertx = vertx;
        this.random = random;
    }

    @Override
    public void handle(HttpServerRequest request) {
        // Its body is read, if it has one; a client that leaves meanwhile is what this is about.
        request.exceptionHandler(left -> {});
        request.response().exceptionHandler(left -> {});
        int percent = Integer.parseInt(request.path().substring(request.path().lastIndexOf('/') + 1));
        if (random.nextInt(100) < percent) {
            fault(request);
        } else {
            answer(request);
        }
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (random.nextInt(4)) {
            case 0 -> response.end(SHORT);
            case 1 -> chunks(response, 8);
            case 2 -> response.putHeader("Content-Encoding", "gzip").end(PACKED);
            default ->
                response.setStatusCode(302).putHeader("Location", "/faulty/0").end();
        }
    }

    private void fault(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (random.nextInt(10)) {
            case 0 -> response.setStatusCode(500).end(SHORT);
            case 1 -> response.setStatusCode(503).putHeader("Retry-After", "0").end();
            case 2 -> response.setStatusCode(429).putHeader("Retry-After", "1").end();
            case 3 -> reset(request.connection());
            case 4 -> cut(request, true);
            case 5 -> cut(request, false);
            case 6 -> vertx.setTimer(500 + random.nextInt(3_000), late -> later(response));
            case 7 -> dribble(response.setChunked(true), 20);
            case 8 -> response.putHeader("Content-Encoding", "gzip").end(PACKED.getBuffer(0, PACKED.length() / 2));
            default -> request.connection().close();
        }
    }

    private static void later(HttpServerResponse response) {
        if (!response.closed() && !response.ended()) {
            response.end(SHORT);
        }
    }

    private static void chunks(HttpServerResponse response, int number) {
        response.setChunked(true);
        for (int i = 0; i < number; i++) {
            response.write(CHUNK);
        }
        response.end();
    }

    /** In the middle of a body. */
    private void cut(HttpServerRequest request, boolean hard) {
        request.response().putHeader("Content-Length", "65536").write(CHUNK);
        vertx.setTimer(1 + random.nextInt(20), due -> {
            if (hard) {
                reset(request.connection());
            } else {
                request.connection().close();
            }
        });
    }

    /** A chunk every 100 ms: some callers' deadlines come first. */
    private void dribble(HttpServerResponse response, int left) {
        if (response.closed()) {
            return;
        }
        if (left == 0) {
            response.end();
        } else {
            response.write(SHORT);
            vertx.setTimer(100, due -> dribble(response, left - 1));
        }
    }

    /** RST instead of FIN. */
    private static void reset(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (!channel.isOpen()) {
            return;
        }
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
