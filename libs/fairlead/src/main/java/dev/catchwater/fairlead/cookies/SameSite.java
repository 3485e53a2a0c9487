package dev.catchwater.fairlead.cookies;

/** Whether a cookie goes along when another site caused the request (RFC 6265bis §5.6.7). */
public enum SameSite {
    /** It does; such a cookie must be secure. */
    NONE,
    /** It does not: the navigations of a browser, which it would go along with, are not made here. */
    LAX,
    /** It does not. */
    STRICT,
    /** Not said; treated as {@link #LAX}. */
    DEFAULT
}
