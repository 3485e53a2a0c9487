package dev.catchwater.prices;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where alerts go besides the stream. */
public interface HookBook {

    /** The most there may be. */
    int MOST = 20;

    /** Adds an address; empty if there are as many as there may be. */
    Uni<Optional<Hook>> add(URI url, String secret, Instant now);

    /** All that are not gone, the oldest first. */
    Uni<List<Hook>> list();

    Uni<Optional<Hook>> find(long id);

    /** False if there is none. */
    Uni<Boolean> remove(long id);

    /** Its receiver wants nothing more. */
    Uni<Void> gone(long id, Instant now);

    /**
     * An address.
     *
     * @param secret as its receiver knows it; never shown again after it was made
     */
    record Hook(long id, URI url, String secret, Instant addedAt) {

        /** Without the secret, and without the path, which is one at many receivers. */
        @Override
        public String toString() {
            return "Hook[" + id + " " + url.getHost() + "]";
        }
    }
}
