package dev.catchwater.edge.route;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is compressed on its way to clients that accept it, where the answer's own terms allow a change of its content
 * (no-transform) and it is not compressed yet.
 *
 * @param codings that may be made, the preferred one first; empty: none
 * @param least shorter bodies are left alone, in bytes
 * @param types media types without parameters, in lower case; {@code text/*} is all of a kind
 */
public record Compression(List<Coding> codings, long least, Set<String> types) {
    /** Content codings (RFC 9110 §8.4.1, RFC 7932, RFC 8878). */
    public enum Coding {
        BR,
        ZSTD,
        GZIP;

        /** As it stands in Content-Encoding. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is text under its name, and hence becomes much shorter. */
    public static final Set<String> TEXT = Set.of(
            "text/*",
            "application/javascript",
            "application/json",
            "application/ld+json",
            "application/manifest+json",
            "application/problem+json",
            "application/rss+xml",
            "application/atom+xml",
            "application/xml",
            "application/wasm",
            "image/svg+xml");

    /** Bodies are left as the origin made them. */
    public static final Compression OFF = new Compression(List.of(), 0, Set.of());

    /** Nothing is changed that the operator did not ask for. */
    public static final Compression DEFAULT = OFF;

    /** All codings for text from 1 KiB on. */
    public static final Compression OF_TEXT = new Compression(List.of(Coding.BR, Coding.ZSTD, Coding.GZIP), 1024, TEXT);

    public Compression {
        codings = List.copyOf(codings);
        types = Set.copyOf(types);
    }

    /**
     * Whether a body of this type and length is worth it.
     *
     * @param contentType the field's value
     * @param length in bytes; negative: nobody knows yet
     */
    public boolean wants(String contentType, long length) {
        if (codings.isEmpty() || (length >= 0 && length < least)) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        return types.contains(type) || (slash > 0 && types.contains(type.substring(0, slash) + "/*"));
    }
}
