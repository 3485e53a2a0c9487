package dev.catchwater.fairlead.quarkus.runtime;

import java.util.Set;

/**
 * What only the build knows.
 *
 * @param injected the names of the clients that the application injects: they are made at the start
 * @param clients the names of all clients that it knows
 * @param keys all keys that there are, a star for each name of the user's
 */
public record KnownAtBuild(Set<String> injected, Set<String> clients, Set<String> keys) {}
