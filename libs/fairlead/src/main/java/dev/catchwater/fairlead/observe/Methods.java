package dev.catchwater.fairlead.observe;

import java.util.Set;

/** Methods that are shown by name; anybody may make up others. */
final class Methods {
    /** RFC 9110 §9, RFC 5789. */
    static final Set<String> KNOWN =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

    /** What OpenTelemetry's conventions call all others. */
    static final String OTHER = "_OTHER";

    private Methods() {}
}
