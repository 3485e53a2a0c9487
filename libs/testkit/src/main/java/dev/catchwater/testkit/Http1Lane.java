package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.Outbox;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** One answer on a connection that speaks HTTP/1.1. */
final class Http1Lane implements Lane {
    private final Connection connection;
    private final Outbox outbox;
    private final Consumer<Consumer<InputStream>> onUpgrade;
    private final long sentBefore;
    private volatile Framing framing = Framing.PLAIN;
    private volatile boolean saidClose;
    private byte[] held = new byte[0];

    Http1Lane(Connection connection, Consumer<Consumer<InputStream>> onUpgrade) {
        this.connection = connection;
        this.outbox = connection.outbox();
        this.onUpgrade = onUpgrade;
        this.sentBefore = outbox.sentBytes();
    }

    @Override
    public void head(Head head) {
        boolean chunked = !head.bodiless() && head.length().isEmpty() && !head.isFramedByHand();
        saidClose = head.announcesClose();
        framing = head.bodiless() ? Framing.NONE : chunked ? Framing.CHUNKED : Framing.PLAIN;
        var text = new StringBuilder("HTTP/1.1 ").append(head.status()).append(" \r\n");
        head.framedFields()
                .forEach(h -> text.append(h.getKey())
                        .append(": ")
                        .append(h.getValue())
                        .append("\r\n"));
        if (chunked) {
            text.append("Transfer-Encoding: chunked\r\n");
        }
        hold(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void part(byte[] part, int bytes) {
        hold(bytes < part.length ? framing.cut(part, bytes) : framing.whole(part));
    }

    @Override
    public void raw(byte[] bytes) {
        hold(bytes);
    }

    @Override
    public synchronized void flush() {
        if (held.length > 0) {
            outbox.write(held);
            held = new byte[0];
        }
    }

    @Override
    public synchronized void end(Runnable then) {
        hold(framing.end());
        outbox.write(held, then);
        held = new byte[0];
    }

    @Override
    public synchronized void afterwards(Runnable action) {
        flush();
        outbox.write(new byte[0], action);
    }

    @Override
    public void reset(Http2Error error, Runnable then) {
        afterwards(() -> {
            connection.reset();
            then.run();
        });
    }

    @Override
    public void goAway(Http2Error error, Runnable then) {
        afterwards(() -> {
            connection.cut();
            then.run();
        });
    }

    @Override
    public boolean upgrade(Consumer<InputStream> reader) {
        onUpgrade.accept(reader);
        return true;
    }

    @Override
    public boolean saidClose() {
        return saidClose;
    }

    @Override
    public boolean awaitDrain(Duration limit) throws InterruptedException {
        return outbox.awaitDrain(limit);
    }

    @Override
    public long pendingBytes() {
        return outbox.pendingBytes();
    }

    @Override
    public long sentBytes() {
        return outbox.sentBytes() - sentBefore;
    }

    private synchronized void hold(byte[] bytes) {
        if (bytes.length > 0) {
            flush();
            held = bytes;
        }
    }
}
