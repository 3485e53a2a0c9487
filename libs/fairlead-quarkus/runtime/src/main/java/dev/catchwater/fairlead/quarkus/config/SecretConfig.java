package dev.catchwater.fairlead.quarkus.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where a secret lies: one of a file, an environment variable, a credentials provider. Never the secret itself. */
public interface SecretConfig {
    /** A mounted file whose text is the secret, read at the start; a line break at its end does not count. */
    Optional<Path> file();

    /** The name of an environment variable. */
    Optional<String> env();

    /** The name by which a credentials provider of Quarkus knows the credentials. */
    Optional<String> provider();

    /** The name of the provider's bean, where there are several. */
    Optional<String> providerName();

    /** Which of the provider's values is the secret; {@code password} if absent. */
    Optional<String> providerKey();
}
