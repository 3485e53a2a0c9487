package dev.catchwater.local;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the installation cannot run: one sentence that names the culprit, and its log file if it has one. */
public final class StartFailure extends RuntimeException {

    private final transient @Nullable Path log;

    /** A failure that no log file explains. */
    public StartFailure(String sentence) {
        this(sentence, null, null);
    }

    /** A failure with its log file and cause, where there are any. */
    public StartFailure(String sentence, @Nullable Path log, @Nullable Throwable cause) {
        super(log == null ? sentence : sentence + " Log: " + log, cause);
        this.log = log;
    }

    /** The log file that tells more. */
    public Optional<Path> log() {
        return Optional.ofNullable(log);
    }
}
