package dev.catchwater.fairlead.cache;

import java.util.Locale;

/** Why a request goes on to the origin (RFC 9211 §2.2). */
public enum Forward {
    /** The cache was told not to handle it. */
    BYPASS,
    /** Its method always goes on. */
    METHOD,
    /** Nothing is stored for the URI. */
    URI_MISS,
    /** What is stored was selected by other request fields. */
    VARY_MISS,
    /** Nothing stored could be used. */
    MISS,
    /** The request's directives forbid what is stored. */
    REQUEST,
    /** What is stored is stale. */
    STALE,
    /** Only some of the bytes are stored. */
    PARTIAL;

    /** The token in Cache-Status. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
