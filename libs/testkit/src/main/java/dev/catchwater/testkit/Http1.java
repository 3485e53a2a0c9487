package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.MalformedRequestException;
import dev.catchwater.testkit.wire.RawRequest;
import dev.catchwater.testkit.wire.RequestReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1: one thread reads requests (and notices that the client left), another answers them in order. */
final class Http1 implements Protocol {
    /** How long an answer whose end is queued may take to be handed over once the client has ended its side. */
    static final Duration LAST_BYTES = Duration.ofSeconds(2);

    private static final int PIPELINE_LIMIT = 64;

    private final Connection connection;
    private final Exchanges owner;
    private final BlockingQueue<Optional<RawRequest>> requests = new ArrayBlockingQueue<>(PIPELINE_LIMIT);
    private final Object state = new Object();
    private @Nullable Exchange current;
    private boolean clientGone;
    private volatile @Nullable Consumer<InputStream> upgraded;

    Http1(Connection connection, Exchanges owner) {
        this.connection = connection;
        this.owner = owner;
    }

    @Override
    public void run(BufferedInputStream in) throws InterruptedException {
        connection.thread("answer", this::answer);
        try {
            readRequests(in);
        } catch (MalformedRequestException malformed) {
            owner.failed("A client sent what is no request", malformed);
            connection
                    .outbox()
                    .write(ascii("HTTP/1.1 400 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), connection::cut);
        } catch (IOException gone) {
            clientLeft();
        }
    }

    @Override
    public void closed() {
        synchronized (state) {
            if (current != null) {
                current.abandon();
            }
        }
        requests.offer(Optional.empty());
    }

    private void readRequests(BufferedInputStream in) throws IOException, InterruptedException {
        var reader = new RequestReader(in, () -> connection.outbox().write(ascii("HTTP/1.1 100 \r\n\r\n")));
        while (reader.hasMore()) {
            Consumer<InputStream> other = upgraded;
            if (other != null) { // after a 101 nothing comes from the client before it has seen it
                other.accept(in);
                break;
            }
            if (connection.isEnding()) { // a closed socket answers late requests with a reset
                connection.reset();
                return;
            }
            RawRequest head = reader.head();
            if (head == null) {
                break;
            }
            if (owner.isAnsweredEarly(head)) {
                requests.put(Optional.of(head));
                reader.skipBody(head);
            } else {
                requests.put(Optional.of(reader.body(head)));
            }
        }
        clientLeft();
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
            connection.close();
        }
    }

    /** Whoever has read the last byte may leave at once: an answer whose end is queued gets the time to note that. */
    private void left(Exchange exchange) throws InterruptedException {
        if (connection.isEnding()) {
            connection.close();
            return;
        }
        if (!exchange.isOpen()) {
            exchange.lane().awaitDrain(LAST_BYTES);
        }
        if (!exchange.isOver()) {
            owner.disconnected(exchange);
            connection.close();
        }
    }

    private void answer() {
        try {
            for (Optional<RawRequest> next = requests.take(); next.isPresent(); next = requests.take()) {
                RawRequest request = next.get();
                Exchange exchange = begin(owner.received(request, connection.id()));
                boolean closes = Delivery.deliver(exchange, owner) || request.wantsClose();
                exchange.awaitOver();
                if (closes && !connection.isEnding()) {
                    connection.cut();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }

    private Exchange begin(Received request) throws InterruptedException {
        var lane = new Http1Lane(connection, reader -> upgraded = reader);
        var exchange = new Exchange(request, lane, connection, owner.delays());
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
