package dev.catchwater.fairlead.quarkus;

import dev.catchwater.fairlead.client.HttpClient;
import java.util.Set;

/**
 * Clients by names that are known at run time only; injected. The clients are the same that {@code @Client("name")}
 * injects, made when they are first asked for, and closed with the application.
 */
public interface ClientRegistry {
    /** The names that are configured, and {@value Client#DEFAULT}. */
    Set<String> names();

    /**
     * The client of a name.
     *
     * @throws IllegalArgumentException if nothing configures it
     * @throws IllegalStateException if the application has stopped
     */
    HttpClient client(String name);
}
