package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The servers that answer for a route.
 *
 * @param name in the file, in metrics and in what people are told
 * @param origins at least one; all of one scheme. Those of a higher tier are asked only where too few of the lower ones
 *     are well
 * @param host what Host says to them
 * @param send fields that each request to them has, in place of the client's; may hold secrets
 * @param check the path that is asked for to learn whether one is well; empty: only what it answers to requests counts
 * @param checkEvery how often
 * @param connect how long a connection may take
 * @param firstByte how long the head of an answer may take, from when the request was sent
 * @param idle how long a body may stand still
 * @param connections to each of them at once
 * @param attempts how often a request that may be sent again is sent at most
 */
public record OriginGroup(
        String name,
        List<Origin> origins,
        HostField host,
        Headers send,
        Optional<String> check,
        Duration checkEvery,
        Duration connect,
        Duration firstByte,
        Duration idle,
        int connections,
        int attempts) {
    /** More servers are refused. */
    public static final int MOST = 256;

    /**
     * A server.
     *
     * @param uri scheme, host and port, nothing else
     * @param weight its share of the requests, compared with the others'
     * @param tier 0: always asked; from 1 on: for when the lower ones fail
     */
    public record Origin(URI uri, double weight, int tier) {}

    /** Names differ within a file; what the JDK makes at run time to hash a record costs milliseconds at the start. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** What Host says to an origin (RFC 9110 §7.2). */
    public sealed interface HostField {
        /** The name by which the client knows us. */
        record OfClient() implements HostField {}

        /** The one in the origin's URI. */
        record OfOrigin() implements HostField {}

        /** Another one, maybe with a port. */
        record Named(String host) implements HostField {}
    }

    public OriginGroup {
        origins = List.copyOf(origins);
        if (origins.isEmpty() || origins.size() > MOST) {
            throw new IllegalArgumentException("a group has between 1 and " + MOST + " origins");
        }
    }

    /** Servers with the usual patience, asked with the client's Host. */
    public static OriginGroup of(String name, List<URI> origins) {
        return new OriginGroup(
                name,
                origins.stream().map(uri -> new Origin(uri, 1, 0)).toList(),
                new HostField.OfClient(),
                Headers.none(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                256,
                3);
    }
}
