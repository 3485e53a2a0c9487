package dev.catchwater.local.stores;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.embedded.EmbeddedRedis;
import java.util.HashMap;
import java.util.Map;

/** The environment variables that lead a service to the embedded stores. */
record Leads(External external, EmbeddedPostgres postgres, EmbeddedRedis redis, Secrets secrets) {

    Map<String, String> to(String service, String database, String keyspace) {
        Map<String, String> environment = new HashMap<>();
        if (external.postgres().isEmpty()) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database));
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
            environment.put("QUARKUS_DATASOURCE_USERNAME", service);
            environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.of(Stores.POSTGRES + "." + service));
        }
        if (external.redis().isEmpty()) {
            environment.put("QUARKUS_REDIS_HOSTS", redis.uri() + keyspace);
        }
        return environment;
    }

    @Override
    public String toString() {
        return "Leads";
    }
}
