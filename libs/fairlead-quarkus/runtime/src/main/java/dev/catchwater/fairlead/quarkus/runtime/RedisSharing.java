package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.quarkus.config.Surroundings;

/** Redis, where the application has it and the library that shares by it. */
interface RedisSharing {
    /**
     * What processes share by one of the application's Redis clients.
     *
     * @throws IllegalArgumentException if there is no such client
     */
    Surroundings.Shared shared(Surroundings.RedisPlace place);
}
