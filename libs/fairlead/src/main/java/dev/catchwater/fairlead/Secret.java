package dev.catchwater.fairlead;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not be shown: passwords, tokens, keys. Only {@link #reveal} gives it out. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * A secret.
     *
     * @throws IllegalArgumentException if the text is empty, which no secret is
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret is never empty");
        }
        return new Secret(text);
    }

    /** The text, to be sent to whom it is meant for and to nobody else. */
    public String reveal() {
        return text;
    }

    /** In a time that tells nothing of where two secrets differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
