package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.quarkus.config.Surroundings.SecretPlace;

/** A credentials provider, where the application has one. */
interface SecretSource {
    /**
     * The secret that it has there; may block.
     *
     * @throws IllegalArgumentException if there is none
     */
    Secret secret(SecretPlace.AtProvider place);
}
