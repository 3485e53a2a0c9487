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
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A scripted upstream on a free port of the loopback that speaks HTTP/1.1 and HTTP/2, with TLS or without. A request is answered by the matching expectation with
 * the most conditions, the latest among equals; what matches none is answered 501 with an explanation and makes
 * {@link #verify()} fail. Safe for use from any thread; independent of every other upstream.
 */
public final class Upstream implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int CONNECTION_LIMIT = 10_000;

    private final ServerSocket server;
    private final Setup setup;
    private final Script script;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile List<Accept> accepts = List.of(Accept.normally());
    private volatile boolean stopped;

    private Upstream(ServerSocket server, Setup setup) {
        this.server = server;
        this.setup = setup;
        this.script = new Script(setup.clock(), connections::remove);
    }

    /** An upstream that listens already, without TLS. */
    public static Upstream start() {
        return start(Setup.plain());
    }

    /** An upstream that listens already, with TLS: clients must {@linkplain #trusting() trust} who signed for it. */
    public static Upstream tls() {
        return start(Setup.tls());
    }

    /** An upstream that dates its records by this clock; delays take real time all the same. */
    public static Upstream start(InstantSource clock) {
        return start(Setup.plain().clock(clock));
    }

    /** An upstream that listens already. */
    public static Upstream start(Setup setup) {
        try {
            var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
            var upstream = new Upstream(server, setup);
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
        return URI.create(setup.scheme() + "://" + server.getInetAddress().getHostAddress() + ":" + port() + path);
    }

    /** The certificate that a client must trust, as PEM; for upstreams with TLS. */
    public String trustPem() {
        return setup.identity().trustPem();
    }

    /** A context for clients that trust who signed for this upstream and no other; for upstreams with TLS. */
    public SSLContext trusting() {
        return setup.identity().trusting();
    }

    /**
     * From now on records are dated by this clock, and scripted delays, drips and pauses pass when the test advances it:
     * in the order of their due times, each answer out before the clock goes on.
     */
    public Upstream useTime(ManualClock clock) {
        script.useTime(clock);
        return this;
    }

    /** What becomes of connections from now on, one after the other; the last one repeats. */
    public void accepts(Accept first, Accept... more) {
        synchronized (server) {
            accepts = Stream.concat(Stream.of(first), Stream.of(more)).toList();
        }
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

    /** Why TLS handshakes have failed so far: what a client that does not trust this upstream leaves behind. */
    public List<String> handshakeFailures() {
        return script.handshakeFailures().all();
    }

    /**
     * The reasons as soon as there are that many.
     *
     * @throws AssertionError when there are fewer after the time
     */
    public List<String> awaitHandshakeFailures(int count, Duration limit) {
        return script.handshakeFailures().await(count, limit);
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

    private Accept nextAccept() {
        if (connections.size() > CONNECTION_LIMIT) {
            script.failed("Connections", new IllegalStateException("more than " + CONNECTION_LIMIT + " are open"));
            return Accept.reset();
        }
        synchronized (server) {
            Accept next = accepts.getFirst();
            accepts = accepts.size() > 1 ? accepts.subList(1, accepts.size()) : accepts;
            return next;
        }
    }

    private void accept() {
        long id = 0;
        while (!stopped) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                var connection = new Connection(++id, socket, setup, script);
                connections.add(connection);
                connection.start(nextAccept());
                if (stopped) {
                    connection.close();
                }
            } catch (IOException closed) {
                // the loop's condition tells a closed server from a failed connection
            }
        }
    }
}
