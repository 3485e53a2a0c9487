package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.dns.DnsLookup;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Endpoints by a name in DNS: those of a host, or those of a service. */
public interface DnsConfig {
    /** A host, all of whose addresses are endpoints. */
    Optional<String> host();

    /** The port at the host's addresses; that of the origin if absent. */
    Optional<Integer> port();

    /** A service (SRV, RFC 2782), e.g. {@code _http._tcp.orders.internal}. */
    Optional<String> service();

    /** Which addresses are looked up, {@code A}, {@code AAAA} or both. */
    @WithDefault("A,AAAA")
    Set<DnsLookup.Type> types();

    /** Servers that are asked in turn, {@code address:port}; the system's if absent. */
    Optional<List<String>> servers();

    /** For an answer of these servers; the system's have 5 s. */
    @WithDefault("5s")
    Duration timeout();

    /** A shorter TTL counts as this. */
    @WithDefault("1s")
    Duration minTtl();

    /** A longer TTL counts as this; at most a week. */
    @WithDefault("5m")
    Duration maxTtl();

    /** How long endpoints whose time is over are kept if look-ups fail (RFC 8767). */
    @WithDefault("1h")
    Duration stale();
}
