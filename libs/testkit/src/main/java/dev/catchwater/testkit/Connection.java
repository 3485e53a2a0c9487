package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.MalformedRequestException;
import dev.catchwater.testkit.wire.Outbox;
import dev.catchwater.testkit.wire.RawRequest;
import dev.catchwater.testkit.wire.RequestReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One connection on three virtual threads: one reads requests (and notices that the client left), one answers them in
 * order, one writes. Bytes, FIN and RST go out exactly where the script says.
 */
final class Connection {
    private static final int PIPELINE_LIMIT = 64;
    private static final Duration LAST_BYTES = Duration.ofSeconds(2);

    private final long id;
    private final Socket socket;
    private final Exchanges owner;
    private final Outbox outbox;
    private final BlockingQueue<Optional<RawRequest>> requests = new ArrayBlockingQueue<>(PIPELINE_LIMIT);
    private final Object state = new Object();
    private @Nullable Exchange current;
    private boolean clientGone;
    private volatile boolean ending;

    /** What a connection needs of its upstream. */
    interface Exchanges {
        Received received(RawRequest request, long connection);

        Reply replyTo(Received request);

        void disconnected(Exchange exchange);

        void failed(String what, Throwable cause);

        void closed(Connection connection);
    }

    Connection(long id, Socket socket, Exchanges owner) {
        this.id = id;
        this.socket = socket;
        this.owner = owner;
        this.outbox = new Outbox(socket);
    }

    void start() {
        String name = "testkit-" + socket.getLocalPort() + "-" + id;
        Thread.ofVirtual().name(name + "-write").start(outbox::run);
        Thread.ofVirtual().name(name + "-answer").start(this::answer);
        Thread.ofVirtual().name(name + "-read").start(this::read);
    }

    Outbox outbox() {
        return outbox;
    }

    /** FIN; the reading side goes on until the client has ended too, so that no unread byte turns this into a RST. */
    void cut() {
        ending = true;
        try {
            socket.shutdownOutput();
        } catch (IOException alreadyClosed) {
            close();
        }
    }

    /** RST: with a linger time of zero, closing drops what is unsent and says so. */
    void reset() {
        ending = true;
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // nothing left to reset
        }
        close();
    }

    void close() {
        ending = true;
        outbox.close();
        owner.closed(this); // first, so that who has seen the end finds it gone
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // closing is all that was wanted
        }
        synchronized (state) {
            if (current != null) {
                current.abandon();
            }
        }
        requests.offer(Optional.empty());
    }

    private void read() {
        try {
            readRequests();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void readRequests() throws InterruptedException {
        try {
            var reader = new RequestReader(socket.getInputStream(), () -> outbox.write(ascii("HTTP/1.1 100 \r\n\r\n")));
            for (RawRequest request = reader.next(); request != null; request = reader.next()) {
                if (ending) { // a closed socket answers late requests with a reset
                    reset();
                    return;
                }
                requests.put(Optional.of(request));
            }
            clientLeft();
        } catch (MalformedRequestException malformed) {
            owner.failed("A client sent what is no request", malformed);
            outbox.write(ascii("HTTP/1.1 400 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), this::cut);
        } catch (IOException gone) {
            clientLeft();
        }
    }

    private void clientLeft() throws InterruptedException {
        Exchange last;
        synchronized (state) {
            clientGone = true;
            last = current;
        }
        if (last != null) {
            left(last);
        }
        if (!requests.offer(Optional.empty())) {
            close();
        }
    }

    /** Whoever has read the last byte may leave at once: an answer whose end is queued gets the time to note that. */
    private void left(Exchange exchange) throws InterruptedException {
        if (ending) {
            close();
            return;
        }
        if (!exchange.isOpen()) {
            outbox.awaitDrain(LAST_BYTES);
        }
        if (!exchange.isOver()) {
            owner.disconnected(exchange);
            close();
        }
    }

    private void answer() {
        try {
            for (Optional<RawRequest> next = requests.take(); next.isPresent(); next = requests.take()) {
                RawRequest request = next.get();
                Exchange exchange = begin(owner.received(request, id));
                boolean closes = deliver(exchange) || request.wantsClose();
                exchange.awaitOver();
                if (closes && !ending) {
                    cut();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private Exchange begin(Received request) throws InterruptedException {
        var exchange = new Exchange(request, this);
        boolean gone;
        synchronized (state) {
            current = exchange;
            gone = clientGone;
        }
        if (gone) {
            left(exchange);
        }
        return exchange;
    }

    /** True when the connection is to end after this answer. */
    private boolean deliver(Exchange exchange) {
        if (!exchange.isOpen()) {
            return true;
        }
        Reply reply = owner.replyTo(exchange.request());
        try {
            new Delivery(exchange, reply).run();
        } catch (RuntimeException | AssertionError broken) {
            owner.failed("The script of an answer failed: " + exchange.request(), broken);
            exchange.reset();
        }
        return closesAfter(reply);
    }

    private static boolean closesAfter(Reply reply) {
        boolean announced = reply.headers().stream()
                .anyMatch(h -> h.getKey().equalsIgnoreCase("Connection")
                        && h.getValue().equalsIgnoreCase("close"));
        return announced || (reply.ending() instanceof Ending.Whole(boolean thenClose) && thenClose);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
