package dev.catchwater.local;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a local installation consists of.
 *
 * @param name lower case, unique, also the name of its log file
 * @param title what it is, in a few words
 * @param ports what listens where: a role such as {@code http} and its TCP port, in the order to show
 * @param page where a person looks at it
 */
public record Part(String name, String title, Kind kind, Map<String, Integer> ports, Optional<URI> page) {

    /** What a part is to the others. */
    public enum Kind {
        /** One of Catchwater's services. */
        SERVICE,
        /** What services pull from. */
        UPSTREAM,
        /** What services keep their data in. */
        STORE
    }

    /** Keeps the order of the ports. */
    public Part {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }
}
