package dev.catchwater.embedded.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseNamedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("catchwater.embedded.postgres.database", "chosen");

    @Inject
    DataSource jdbc;

    @Test
    void theNamedDatabaseIsUsed() throws SQLException {
        try (Connection connection = jdbc.getConnection()) {
            assertThat(connection.getCatalog()).isEqualTo("chosen");
        }
    }
}
