package dev.catchwater.embedded.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with a JDBC, a reactive and a Redis client, and a user name for production. */
class NothingConfiguredTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.application.name", "river")
            .overrideConfigKey("quarkus.datasource.username", "only-in-production");

    @Inject
    DataSource jdbc;

    @Inject
    Pool reactive;

    @Inject
    RedisDataSource redis;

    @Test
    void bothClientsReachTheApplicationsOwnDatabase() throws SQLException {
        try (Connection connection = jdbc.getConnection();
                ResultSet result = connection.createStatement().executeQuery("SELECT current_database()")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("river");
        }
        assertThat(reactive.query("SELECT current_database()")
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(30))
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("river");
    }

    @Test
    void redisAnswers() {
        redis.value(String.class).set("key", "value");
        assertThat(redis.value(String.class).get("key")).isEqualTo("value");
    }
}
