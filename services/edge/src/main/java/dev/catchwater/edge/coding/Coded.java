package dev.catchwater.edge.coding;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fields of answers whose content is sent in a coding of this node's making, or could be. */
public final class Coded {
    /** Longer content is left as it is, in bytes. */
    public static final long MOST = 8 << 20;

    /** What they say is true of the bytes as they are alone (RFC 9530); and whoever says it means it. */
    private static final Set<String> DIGESTS = Set.of("Content-Digest", "Repr-Digest", "Digest", "Content-MD5");

    private Coded() {}

    /**
     * Whether the content may be sent in a coding: of a type and length that the route compresses, not in a coding already, and
     * not under a digest. That the answer forbids it (no-transform) is the cache rules' to say.
     *
     * @param fields of the answer
     * @param length of the content; negative: nobody knows yet
     */
    public static boolean isCodable(Compression compression, Headers fields, long length) {
        return length <= MOST
                && !fields.contains("Content-Encoding")
                && DIGESTS.stream().noneMatch(fields::contains)
                && fields.first("Content-Type")
                        .filter(type -> compression.wants(type, length))
                        .isPresent();
    }

    /** They say that it depends on the request's Accept-Encoding (RFC 9110 §12.5.5): also where nothing is coded. */
    public static Headers varied(Headers fields) {
        String said = String.join(", ", fields.all("Vary"));
        for (String name : said.split(",", -1)) {
            if (name.strip().equalsIgnoreCase("Accept-Encoding") || name.strip().equals("*")) {
                return fields;
            }
        }
        return replaced(fields, "Vary", said.isEmpty() ? "Accept-Encoding" : said + ", Accept-Encoding");
    }

    /**
     * The fields with the content in a coding. A strong tag becomes weak: the bytes are others, the meaning is the same, and
     * so conditions with either form hold for either (RFC 9110 §8.8.1, §13.1.2). Parts are of the content as it is.
     */
    public static Headers coded(Headers fields, Coding coding, long length) {
        Headers weak = fields.first("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .map(tag -> replaced(fields, "ETag", "W/" + tag))
                .orElse(fields);
        return varied(weak)
                .without("Accept-Ranges")
                .with("Content-Encoding", coding.token())
                .with("Content-Length", Long.toString(length));
    }

    /** A 304 to who has it in a coding says the tag as that answer did (RFC 9110 §15.4.5). */
    public static Headers notModified(Headers fields, Headers request) {
        Optional<String> strong = fields.first("ETag").filter(tag -> !tag.startsWith("W/"));
        return strong.isPresent() && names(request.all("If-None-Match"), "W/" + strong.get())
                ? varied(replaced(fields, "ETag", "W/" + strong.get()))
                : fields;
    }

    /**
     * A request's fields as the origin understands them: it knows nothing of tags that were made weak here, and to it no weak
     * one satisfies If-Match (RFC 9110 §13.1.1). A client that has the content in a coding has it all the same.
     */
    public static Headers request(Headers request) {
        List<String> lines = request.all("If-Match");
        return lines.stream().noneMatch(line -> line.contains("W/\""))
                ? request
                : replaced(request, "If-Match", String.join(", ", lines).replace("W/\"", "\""));
    }

    private static boolean names(List<String> lines, String tag) {
        return lines.stream().anyMatch(line -> line.contains(tag));
    }

    /** Unlike with(), takes what the other side sent as it is. */
    private static Headers replaced(Headers fields, String name, String value) {
        return fields.without(name).and(Headers.received(new String[] {name, value}));
    }
}
