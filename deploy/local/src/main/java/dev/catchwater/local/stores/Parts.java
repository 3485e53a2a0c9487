package dev.catchwater.local.stores;

import dev.catchwater.local.Part;
import java.util.Map;
import java.util.Optional;

/** The stores as parts. */
public final class Parts {

    private Parts() {}

    /** A store, on a port or, before it has one, on 0. */
    public static Part store(String name, int port) {
        String title = name.equals(Stores.POSTGRES) ? "Postgres 18: one database, a schema a service" : "Redis 6.2";
        return new Part(name, title, Part.Kind.STORE, port == 0 ? Map.of() : Map.of("tcp", port), Optional.empty());
    }
}
