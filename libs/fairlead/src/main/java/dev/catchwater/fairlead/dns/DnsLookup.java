package dev.catchwater.fairlead.dns;

import io.smallrye.mutiny.Uni;

/** Asks DNS, without a cache. */
public interface DnsLookup {
    /** What is asked for. */
    enum Type {
        /** IPv4 addresses. */
        A,
        /** IPv6 addresses. */
        AAAA,
        /** Services: hosts and ports. */
        SRV
    }

    /**
     * The records of a name. That there are none is an answer; the {@code Uni} fails if there is none to be had: no
     * server, no answer in time, SERVFAIL.
     */
    Uni<DnsAnswer> query(String name, Type type);
}
