package dev.catchwater.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The knobs of the data plane.
 *
 * @param node its name in Via, CDN-Loop and Forwarded: a token
 * @param host to bind to
 * @param port for HTTP/1.1 and HTTP/2 without TLS; 0: any free one
 * @param tlsPort for both with TLS; empty: none
 * @param loops event loops, each with a server of its own
 * @param maxHeadBytes of a request's line and fields together
 * @param headTimeout from the first byte of a head to its last
 * @param idleTimeout of connections on which nothing moves
 * @param stallTimeout of a response whose reader takes nothing, and of a request body of which nothing comes
 * @param maxConnections at once, on both ports together; more are closed as they come
 * @param maxStreams at once on one connection of HTTP/2
 * @param maxPiece bytes of a stored body that are handed to a connection at once
 * @param shortcuts whether hits that came before are answered without making a request of their bytes
 */
public record Plane(
        String node,
        String host,
        int port,
        Optional<Integer> tlsPort,
        int loops,
        int maxHeadBytes,
        Duration headTimeout,
        Duration idleTimeout,
        Duration stallTimeout,
        int maxConnections,
        int maxStreams,
        int maxPiece,
        boolean shortcuts) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    public Plane {
        if (!TOKEN.matcher(node).matches() || maxConnections < 1 || maxStreams < 1 || loops < 1) {
            throw new IllegalArgumentException("a data plane needs a name that is a token, and room for connections");
        }
    }

    /** 32 KiB of head in 10 s, idle for 75 s, stalled for 30 s, 20,000 connections, 128 streams, pieces of 128 KiB, shortcuts. */
    public static Plane of(String host, int port) {
        return new Plane(
                "catchwater",
                host,
                port,
                Optional.empty(),
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                32 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(30),
                20_000,
                128,
                128 * 1024,
                true);
    }
}
