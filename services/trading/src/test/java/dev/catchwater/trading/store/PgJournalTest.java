package dev.catchwater.trading.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.Journal;
import dev.catchwater.trading.SandboxResource;
import dev.catchwater.trading.order.Fill;
import dev.catchwater.trading.order.OrderRequest;
import dev.catchwater.trading.order.Side;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real database; in an epoch before the first, which the service that runs beside it does not look at. */
@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class PgJournalTest {

    private static final long EPOCH = -5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Journal journal;

    @Inject
    DataSource database;

    @BeforeEach
    void begin() {
        journal.begin(new Genesis(EPOCH, "old", "settings", Map.of(), false))
                .await()
                .atMost(PATIENCE);
    }

    @AfterEach
    void forget() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM trading.stop");
            for (var table : List.of("fill", "intent", "journal", "genesis")) {
                statement.execute("DELETE FROM trading." + table + " WHERE epoch = " + EPOCH);
            }
        }
    }

    @Test
    void whoWritesToAClosedEpochIsFencedOffUntilItIsOpenAgain() {
        append(1, true);
        journal.close(EPOCH, true).await().atMost(PATIENCE);
        assertThatThrownBy(() -> append(2, true)).isInstanceOf(Journal.Fenced.class);
        journal.close(EPOCH, false).await().atMost(PATIENCE);
        append(2, false);
        assertThat(journal.after(EPOCH, 0, 10).await().atMost(PATIENCE)).hasSize(2);
    }

    @Test
    void whatWasTradedIsAddedUpOverFeesInTheBaseCurrency() {
        append(1, false, fill("1", Side.BUY, 50, "0.002", "XBASE", 1), fill("2", Side.SELL, 20, "0.5", "XQUOTE", 2));
        append(2, false, fill("2", Side.SELL, 20, "0.5", "XQUOTE", 2));
        var traded = journal.traded(EPOCH).await().atMost(PATIENCE);
        assertThat(traded).singleElement().satisfies(each -> {
            assertThat(each.symbol()).isEqualTo("XBASE/XQUOTE");
            assertThat(each.quantity()).isEqualTo(30);
            assertThat(each.fees()).isEqualByComparingTo("0.002");
            assertThat(each.price()).isEqualTo(102);
        });
    }

    @Test
    void haltBeforeTheAccountIsKeptUntilOneOfTheJournalDoesAsMuch() {
        assertThat(stopped()).isEmpty();
        journal.stop(new Command.Halt("me", "odd", true)).await().atMost(PATIENCE);
        var later = new Command.Halt("you", "odder", false);
        journal.stop(later).await().atMost(PATIENCE);
        append(1, true);
        var both = new Command.Halt("you", "odder", true);
        assertThat(stopped()).contains(both);
        append(2, later);
        assertThat(stopped()).as("that one did not leave").contains(both);
        append(3, both);
        assertThat(stopped()).isEmpty();
    }

    private Optional<Command.Halt> stopped() {
        return journal.stopped().await().atMost(PATIENCE);
    }

    private void append(long number, Command command) {
        var event = new Event.Commanded(command, number);
        var kept = List.of(new Journal.Kept(number, event, 0));
        journal.append(new Journal.Batch(EPOCH, kept, List.of(), List.of(), true))
                .await()
                .atMost(PATIENCE);
    }

    private void append(long number, boolean halted, Fill... fills) {
        var order = OrderRequest.limit("old-" + number, "XBASE/XQUOTE", Side.BUY, 50, 100);
        journal.append(new Journal.Batch(
                        EPOCH,
                        List.of(new Journal.Kept(number, new Event.Ticked(number), 0)),
                        List.of(order),
                        List.of(fills),
                        halted))
                .await()
                .atMost(PATIENCE);
    }

    private static Fill fill(String id, Side side, long quantity, String fee, String asset, long time) {
        return new Fill(
                "t-" + id,
                "old-1",
                "XBASE/XQUOTE",
                side,
                100 + time,
                quantity,
                new BigDecimal(fee),
                asset,
                time,
                false);
    }
}
