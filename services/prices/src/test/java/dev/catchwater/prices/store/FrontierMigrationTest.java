package dev.catchwater.prices.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.SandboxResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What stood in the tables of the version before is in the frontier afterwards. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class FrontierMigrationTest {

    @Inject
    DataSource database;

    @Test
    void pagesKeepTheirNumbersAndHostsTheirWaits() throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create schema before; set local search_path to before");
            statement.execute(script("db/migration/V1__schema.sql"));
            statement.execute(script("db/migration/V2__offers.sql"));
            statement.execute("""
                    insert into host (origin, mode, rate, borne, refused, calm, strikes, not_before, since)
                      values ('https://a.example', 'NORMAL', 1, 0, 'Infinity', 0, 0, '2026-11-26 10:00Z', '2026-11-01Z');
                    insert into shop (name, base, added_at) values ('a', 'https://a.example/', '2026-11-01Z');
                    insert into page (origin, shop_id, url, kind, next_at, why, state, added_at) values
                      ('https://a.example', 1, 'https://a.example/1', 'PRODUCT', '2026-11-26 09:00Z', '', 'OK', '2026-11-01Z'),
                      ('https://a.example', 1, 'https://a.example/2', 'PRODUCT', null, '', 'GONE', '2026-11-01Z')""");
            statement.execute(script("db/crawl/beforeMigrate__crawl.sql"));
            statement.execute(script("db/migration/V3__frontier.sql"));
            assertThat(rows(
                            statement,
                            "select p.id, p.state, a.url, a.due_at is null from page p join frontier_address a using (id)"
                                    + " order by id"))
                    .containsExactly("1 OK https://a.example/1 f", "2 GONE https://a.example/2 t");
            assertThat(rows(statement, "select next_at = '2026-11-26 10:00Z', not_before = next_at from frontier_host"))
                    .containsExactly("t t");
            // New numbers follow the old ones.
            statement.execute("insert into frontier_address (url, origin) values ('x', 'https://a.example')");
            assertThat(rows(statement, "select max(id) from frontier_address")).containsExactly("3");
            connection.rollback();
        }
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(String.join(" ", row));
            }
        }
        return found;
    }

    private static String script(String name) throws IOException {
        try (var in = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
