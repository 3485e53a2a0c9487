package dev.catchwater.fairlead.quarkus.runtime;

import java.util.Set;

/** The names of the clients that the application injects, known since its build: they are made at the start. */
public record Injected(Set<String> names) {}
