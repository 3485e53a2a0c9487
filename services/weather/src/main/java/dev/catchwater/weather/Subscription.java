package dev.catchwater.weather;

import java.net.URI;
import java.time.Instant;

/**
 * Who wants to be told of a place's warnings, and where.
 *
 * @param secret what messages are signed with, as {@code whsec_…}; shown once, to the one who subscribes
 */
public record Subscription(String id, String place, URI address, String secret, Instant createdAt) {

    /** Without the secret and without the address' path, which is a secret at many receivers. */
    @Override
    public String toString() {
        return "Subscription[" + id + " of " + place + " at " + address.getHost() + "]";
    }
}
