package dev.catchwater.web.session;

import java.time.Instant;

/**
 * A page that was signed in with a key.
 *
 * @param keyId the key; the session ends with it
 * @param nonce 16 random bytes in hex, which make each session and its CSRF token its own
 */
public record Session(String keyId, String nonce, Instant expires) {}
