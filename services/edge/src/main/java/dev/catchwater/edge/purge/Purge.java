package dev.catchwater.edge.purge;

import dev.catchwater.edge.route.RequestPath;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * What is purged. Names of hosts have no case, and neither scheme nor port counts: a node behind a terminator of TLS does
 * not know by which of them the public reaches it, and too much is purged rather than too little.
 */
public sealed interface Purge {
    /** Whether what it covers may be used again. */
    enum Mode {
        /** Once its origin has confirmed it. */
        SOFT,
        /** Never. */
        HARD
    }

    /** All variants of one target, its query included. */
    record Uri(PrimaryKey target) implements Purge {
        public Uri {
            target = target.target();
        }
    }

    /** All responses that name it in Surrogate-Key, Cache-Tag or Cache-Groups. */
    record Tag(String name) implements Purge {
        /** The longest name, in characters. */
        public static final int MAX_CHARS = 1_024;

        public Tag {
            require(!name.isBlank() && name.length() <= MAX_CHARS, "a tag has 1 to 1,024 characters");
        }
    }

    /**
     * All paths of a host that begin with these segments, the path of just these included.
     *
     * @param segments whole ones, 1 to {@value #MAX_DEPTH}, as they stand in the URI
     */
    record Prefix(String host, List<String> segments) implements Purge {
        /** The deepest prefix, in segments. */
        public static final int MAX_DEPTH = 16;

        public Prefix {
            host = hostName(host);
            segments = List.copyOf(segments);
            require(!segments.isEmpty() && segments.size() <= MAX_DEPTH, "a prefix has 1 to 16 segments");
            require(
                    segments.stream().noneMatch(segment -> segment.isEmpty() || segment.matches(".*[/?#].*")),
                    "a prefix has whole segments");
        }

        /** The prefix of a URI, whose query does not count; a slash at its end makes no difference. */
        public static Prefix of(URI uri) {
            String path = RequestPath.normalised(uri.getRawPath() == null ? "" : uri.getRawPath());
            String inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
            return new Prefix(String.valueOf(uri.getHost()), Arrays.asList(inner.split("/", -1)));
        }
    }

    /** All of one host. */
    record Host(String name) implements Purge {
        public Host {
            name = hostName(name);
        }
    }

    /** Everything. */
    record All() implements Purge {}

    private static String hostName(String host) {
        require(!host.isBlank() && host.length() <= 255, "a host has 1 to 255 characters");
        return Tags.bare(host);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
