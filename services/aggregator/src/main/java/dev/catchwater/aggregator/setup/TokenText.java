package dev.catchwater.aggregator.setup;

import dev.catchwater.aggregator.Secret;

/**
 * A user token for one Mastodon instance.
 *
 * @param base the instance's address, without a slash at the end
 */
record TokenText(String base, Secret token) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not {@code base-address=token}; the message does not repeat it
     */
    static TokenText of(String text) {
        int at = text.indexOf('=');
        if (at < 1 || at == text.length() - 1 || !text.startsWith("http")) {
            throw new IllegalArgumentException("catchwater.aggregator.mastodon.tokens is a list of base-address=token");
        }
        return new TokenText(
                text.substring(0, at).strip().replaceFirst("/+$", ""),
                new Secret(text.substring(at + 1).strip()));
    }
}
