package dev.catchwater.embedded;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server could not be started or reached: the message is one sentence for a person, with the log file if there is one. */
public final class EmbeddedServerException extends RuntimeException {

    private final transient @Nullable Path log;

    EmbeddedServerException(String sentence, @Nullable Path log, @Nullable Throwable cause) {
        super(log == null ? sentence : sentence + " (log: " + log + ")", cause);
        this.log = log;
    }

    EmbeddedServerException(String sentence, @Nullable Path log) {
        this(sentence, log, null);
    }

    /** The log file of the server, if it came far enough to have one. */
    public Optional<Path> log() {
        return Optional.ofNullable(log);
    }
}
