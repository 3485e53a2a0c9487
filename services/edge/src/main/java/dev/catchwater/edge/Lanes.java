package dev.catchwater.edge;

import dev.catchwater.fairlead.Headers;
import java.util.Optional;
import java.util.Set;

/** The routes that are at work now. */
@FunctionalInterface
public interface Lanes {
    /**
     * Whose a request is; empty: nobody's.
     *
     * @param host as the request names it
     * @param path as it came, without the query
     */
    Optional<Lane> of(String host, String path, Headers headers);

    /** Which routes these are: what is asked for before {@link #of} is never newer than what that finds. */
    default Edition edition() {
        return Edition.UNKNOWN;
    }

    /** Another object whenever the routes change. */
    final class Edition {
        /** It cannot be told whether they change. */
        public static final Edition UNKNOWN = new Edition(Set.of());

        private final Set<String> fields;

        /**
         * Another one.
         *
         * @param fields of requests that routes are chosen by, in lower case
         */
        public Edition(Set<String> fields) {
            this.fields = Set.copyOf(fields);
        }

        public Set<String> fields() {
            return fields;
        }

        @SuppressWarnings("ReferenceEquality") // that very one
        public boolean isKnown() {
            return this != UNKNOWN;
        }
    }
}
