package dev.catchwater.fairlead.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What DNS says about a name and a type.
 *
 * @param records none: the name, or records of the type, do not exist
 * @param negativeTtl how long that there are none may be believed (RFC 2308 §5); of no meaning where there are some
 */
public record DnsAnswer(List<DnsAnswer.Entry> records, Duration negativeTtl) {
    public DnsAnswer {
        records = List.copyOf(records);
    }

    /** A record that means something to us. */
    public sealed interface Entry {
        /** How long it may be believed. */
        Duration ttl();
    }

    /** An A or AAAA record. */
    public record Address(InetAddress address, Duration ttl) implements Entry {}

    /**
     * An SRV record (RFC 2782).
     *
     * @param priority lower ones first
     * @param weight 0 to 65535
     * @param target the host; empty: there decidedly is no service
     */
    public record Service(int priority, int weight, int port, String target, Duration ttl) implements Entry {}
}
