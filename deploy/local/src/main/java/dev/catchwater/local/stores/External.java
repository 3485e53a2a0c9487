package dev.catchwater.local.stores;

import java.util.Map;
import java.util.Optional;

/** Which stores the environment names itself; those are used and none is started in their place. */
public final class External {

    private static final String DATASOURCE = "QUARKUS_DATASOURCE_";
    private static final String REDIS = "QUARKUS_REDIS_HOSTS";

    private final Map<String, String> environment;

    /** Reads the environment. */
    public External(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The variable that names an external Postgres. */
    public Optional<String> postgres() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(DATASOURCE) && name.endsWith("_URL"))
                .sorted()
                .findFirst();
    }

    /** The variable that names an external Redis. */
    public Optional<String> redis() {
        return Optional.of(REDIS).filter(environment::containsKey);
    }
}
