package dev.catchwater.aggregator.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a feed entry is known by: its Atom id or guid, else its link, else a hash of its title and date. */
public final class FeedIdentity {

    private static final int MAX_LENGTH = 1024;

    private FeedIdentity() {}

    /** Never blank and at most 1024 characters; names that are none are replaced by their hash. */
    public static String of(
            @Nullable String id, @Nullable String link, @Nullable String title, @Nullable Instant publishedAt) {
        if (id != null && !id.isBlank()) {
            return bounded(id.strip());
        }
        if (link != null && !link.isBlank()) {
            return bounded(link.strip());
        }
        return "sha256:" + hash((title == null ? "" : title.strip()) + "\n" + (publishedAt == null ? "" : publishedAt));
    }

    private static String bounded(String name) {
        return name.length() <= MAX_LENGTH && PostKey.fits(name) ? name : "sha256:" + hash(name);
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
