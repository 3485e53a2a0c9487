package dev.catchwater.load.candidate;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;

/** A server that can be asked for the origin's objects. */
public interface Candidate {
    /** As options name it. */
    String name();

    /** As tables name it. */
    String title();

    /** Whether it keeps what an origin has; the others have it themselves. */
    default boolean caches() {
        return true;
    }

    /** Whether it must be warmed up at length. */
    default boolean compiles() {
        return false;
    }

    /** Whether it is told things at another port, which may listen later. */
    default boolean isControlled() {
        return false;
    }

    /** What is run, if it is there. */
    Optional<Path> program();

    /** How to have it, for those who don't. */
    String missing();

    /** How what has a tag is purged, so that it is never served again; nothing where that cannot be. */
    default Optional<HttpRequest> purge(Site site, String tag) throws IOException {
        return Optional.empty();
    }

    /** Writes what it has to be told, for one core, without logs. */
    Launch launch(Path program, Site site) throws IOException;
}
