package dev.catchwater.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A scripted HTTP/1.1 upstream on a free port of the loopback. A request is answered by the matching expectation with
 * the most conditions, the latest among equals; what matches none is answered 501 with an explanation and makes
 * {@link #verify()} fail. Safe for use from any thread; independent of every other upstream.
 */
public final class Upstream implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final Script script;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private Upstream(ServerSocket server, InstantSource clock) {
        this.server = server;
        this.script = new Script(clock, connections::remove);
    }

    /** An upstream that listens already. */
    public static Upstream start() {
        return start(InstantSource.system());
    }

    /** An upstream that dates its records by this clock; delays take real time all the same. */
    public static Upstream start(InstantSource clock) {
        try {
            var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
            var upstream = new Upstream(server, clock);
            Thread.ofVirtual()
                    .name("testkit-" + server.getLocalPort() + "-accept")
                    .start(upstream::accept);
            return upstream;
        } catch (IOException failure) {
            throw new UncheckedIOException("no free port on the loopback", failure);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The absolute address of a path, with its query if it has one. */
    public URI uri(String path) {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + port() + path);
    }

    /** Begins an expectation, which takes part once it is given an answer. */
    public Expectation when(Match match) {
        return new Expectation(match, script::add);
    }

    /** All requests so far, in order of arrival, the unmatched too. */
    public List<Received> requests() {
        return script.requests().all();
    }

    /** The requests so far that a match accepts. */
    public List<Received> requests(Match match) {
        return requests().stream().filter(match::matches).toList();
    }

    /**
     * All requests as soon as there are that many.
     *
     * @throws AssertionError when there are fewer after the time
     */
    public List<Received> awaitRequests(int count, Duration limit) {
        return script.requests().await(count, limit);
    }

    /** The clients so far that left before their answer had ended. */
    public List<Disconnect> disconnects() {
        return script.disconnects().all();
    }

    /**
     * The first disconnect, as soon as there is one.
     *
     * @throws AssertionError when there is none after the time
     */
    public Disconnect awaitDisconnect(Duration limit) {
        return awaitDisconnects(1, limit).getFirst();
    }

    /**
     * All disconnects as soon as there are that many.
     *
     * @throws AssertionError when there are fewer after the time
     */
    public List<Disconnect> awaitDisconnects(int count, Duration limit) {
        return script.disconnects().await(count, limit);
    }

    /** Connections open at this moment. */
    public int openConnections() {
        return connections.size();
    }

    /** The complaints so far (unmatched requests, failed scripts), which are thereby settled: {@link #verify()} passes. */
    public List<String> takeComplaints() {
        return script.complaints().take();
    }

    /**
     * Fails if a request matched nothing or a script failed.
     *
     * @throws AssertionError naming each
     */
    public void verify() {
        List<String> complaints = script.complaints().all();
        if (!complaints.isEmpty()) {
            throw new AssertionError(complaints.size() + " request(s) to the upstream on port " + port()
                    + " went wrong:\n" + String.join("\n", complaints));
        }
    }

    /** Stops listening, ends all connections (FIN), then {@linkplain #verify() verifies}. */
    @Override
    public void close() {
        stop();
        verify();
    }

    void stop() {
        stopped = true;
        try {
            server.close();
        } catch (IOException alreadyClosed) {
            // closing is all that was wanted
        }
        connections.forEach(Connection::close);
    }

    private void accept() {
        long id = 0;
        while (!stopped) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                var connection = new Connection(++id, socket, script);
                connections.add(connection);
                connection.start();
                if (stopped) {
                    connection.close();
                }
            } catch (IOException closed) {
                // the loop's condition tells a closed server from a failed connection
            }
        }
    }
}
