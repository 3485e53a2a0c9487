package dev.catchwater.fairlead.exchange;

/** Which versions of HTTP a client speaks. */
public enum Protocol {
    /** HTTP/1.1 alone (RFC 9112): a connection for each call in flight. */
    HTTP_1_1,

    /**
     * HTTP/2 (RFC 9113) where an https origin agrees to it in its TLS handshake (ALPN, RFC 7301), HTTP/1.1 everywhere
     * else: calls to one origin share a connection, each with a window of its own.
     */
    HTTP_2,

    /** The same, and HTTP/2 for http origins, which have to be known to speak it (RFC 9113 §3.3). */
    HTTP_2_PRIOR_KNOWLEDGE
}
