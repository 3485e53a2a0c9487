package dev.catchwater.fairlead.quarkus.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.Serial;
import java.util.Set;

/** A key that another one needs is not there. At the build this says nothing: it may come at the start. */
public final class MissingKeyException extends ConfigurationException {
    @Serial
    private static final long serialVersionUID = 1L;

    MissingKeyException(String message, String key) {
        super(message, Set.of(key));
    }
}
