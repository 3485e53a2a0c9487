package dev.catchwater.fairlead;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A place that answers for a logical origin: an attempt is sent to it, while Host and SNI stay those of the request's
 * URI. Two endpoints are the same place if their {@link #authority} is.
 *
 * @param address where it is
 * @param port 1 to 65535
 * @param weight its share of the requests, compared with the others'; over 0 and up to a million
 * @param priority endpoints of a higher number are asked only where too few of a lower one are well, 0 to 65535
 * @param zone where it stands, in the operator's own words; empty: nobody said
 * @param trusted whether the operator named it, so that the address guard lets it be a private address
 */
public record Endpoint(InetAddress address, int port, double weight, int priority, String zone, boolean trusted) {
    /** The largest weight. */
    public static final double MAX_WEIGHT = 1e6;

    public Endpoint {
        if (port < 1 || port > 65_535 || priority < 0 || priority > 65_535) {
            throw new IllegalArgumentException("ports go from 1 to 65535, priorities from 0 to 65535");
        }
        if (!(weight > 0 && weight <= MAX_WEIGHT)) {
            throw new IllegalArgumentException("a weight is over 0 and at most a million");
        }
    }

    /** An endpoint like any other: weight 1, priority 0, no zone, and guarded. */
    public static Endpoint of(InetAddress address, int port) {
        return new Endpoint(address, port, 1, 0, "", false);
    }

    /**
     * The same, by an address literal.
     *
     * @throws IllegalArgumentException if it is a name: those are for a source that looks them up
     */
    public static Endpoint of(String literal, int port) {
        return of(InetAddress.ofLiteral(literal), port);
    }

    public Endpoint withWeight(double other) {
        return new Endpoint(address, port, other, priority, zone, trusted);
    }

    public Endpoint withPriority(int other) {
        return new Endpoint(address, port, weight, other, zone, trusted);
    }

    public Endpoint inZone(String name) {
        return new Endpoint(address, port, weight, priority, name, trusted);
    }

    /** This endpoint as one that the operator named. */
    public Endpoint byTheOperator() {
        return new Endpoint(address, port, weight, priority, zone, true);
    }

    /** Address and port, an IPv6 address in brackets. */
    public String authority() {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
