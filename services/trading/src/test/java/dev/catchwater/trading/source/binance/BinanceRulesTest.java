package dev.catchwater.trading.source.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.Recorded;
import dev.catchwater.trading.market.OrderBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinanceRulesTest {

    private final OrderBook book = new OrderBook(100);
    private final DepthSync sync = new DepthSync(book);

    @Test
    void whatCameBeforeTheSnapshotIsDroppedAndWhatCameAfterIsApplied() {
        assertThat(sync.diff(diff(8, 10, 50, 1))).isEqualTo(DepthSync.Outcome.WAITING);
        assertThat(sync.diff(diff(11, 13, 51, 2))).isEqualTo(DepthSync.Outcome.WAITING);
        assertThat(sync.snapshot(12, List.of(new DepthSync.Level(true, 49, 9)))).isEqualTo(DepthSync.Outcome.APPLIED);
        assertThat(book.best(true, 9)).extracting(java.util.Map.Entry::getKey).containsExactly(51L, 49L);
        assertThat(sync.diff(diff(14, 14, 49, 0))).isEqualTo(DepthSync.Outcome.APPLIED);
        assertThat(sync.diff(diff(12, 13, 49, 7))).isEqualTo(DepthSync.Outcome.OLD);
        assertThat(book.best(true, 9)).hasSize(1);
    }

    @Test
    void snapshotThatIsTooOldIsRefusedAndAGapIsSeen() {
        sync.diff(diff(100, 101, 50, 1));
        assertThat(sync.snapshot(98, List.of())).isEqualTo(DepthSync.Outcome.GAP);
        assertThat(sync.live()).isFalse();
        assertThat(sync.snapshot(99, List.of())).isEqualTo(DepthSync.Outcome.APPLIED);
        assertThat(sync.diff(diff(103, 104, 50, 1))).isEqualTo(DepthSync.Outcome.GAP);
        sync.restart();
        assertThat(book.size()).isZero();
        assertThat(sync.diff(diff(105, 105, 1, 1))).isEqualTo(DepthSync.Outcome.WAITING);
    }

    /** Diffs lost, repeated and early snapshots, by chance: a book that says it is live is the exchange's. */
    @Test
    void liveBookIsAlwaysTheExchanges() {
        for (int seed = 0; seed < 500; seed++) {
            var dice = new SplittableRandom(seed);
            var truth = new OrderBook(100);
            sync.restart();
            long number = 1;
            int live = 0;
            for (int i = 0; i < 300; i++) {
                long first = number + 1;
                number += dice.nextInt(1, 4);
                var level = new DepthSync.Level(dice.nextBoolean(), dice.nextInt(1, 20), dice.nextInt(0, 3));
                truth.set(level.bid(), level.price(), level.quantity());
                int luck = dice.nextInt(20);
                if (luck == 0) {
                    continue;
                }
                for (int again = luck == 1 ? 2 : 1; again > 0; again--) {
                    if (sync.diff(new DepthSync.Diff(first, number, List.of(level))) == DepthSync.Outcome.GAP) {
                        sync.restart();
                    }
                }
                if (!sync.live() && dice.nextInt(4) == 0) {
                    sync.snapshot(number, levels(truth));
                }
                if (sync.live()) {
                    live++;
                    assertThat(levels(book)).as("seed %d, %d", seed, i).isEqualTo(levels(truth));
                }
            }
            assertThat(live).isPositive();
        }
    }

    @Test
    void codesSayWhetherAnOrderMayHaveBeenTaken() {
        assertThat(error(400, -2010, "Account has insufficient balance for requested action.")
                        .certain())
                .isTrue();
        assertThat(error(400, -2010, "Duplicate order sent.").certain())
                .as("an earlier try has arrived")
                .isFalse();
        assertThat(error(400, -1007, "Timeout waiting for response from backend server.")
                        .certain())
                .isFalse();
        assertThat(error(503, 0, "Service unavailable").certain()).isFalse();
        assertThat(error(400, -1021, "Timestamp for this request is outside of the recvWindow."))
                .isInstanceOf(ExchangeFailure.Clock.class);
        assertThat(error(400, -2013, "Order does not exist.")).isInstanceOf(ExchangeFailure.NoSuchOrder.class);
        assertThat(error(400, -2011, "Unknown order sent.")).isInstanceOf(ExchangeFailure.NoSuchOrder.class);
        assertThat(error(401, -2015, "Invalid API-key, IP, or permissions for action."))
                .isInstanceOf(ExchangeFailure.Unauthorized.class);
        assertThat(((ExchangeFailure.Limited) error(429, -1003, "Too many requests")).pause())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(error(418, -1003, "banned")).isInstanceOf(ExchangeFailure.Limited.class);
    }

    @Test
    void everyPublishedCodeAndRejectMessageHasAMeaning() {
        var published = Recorded.json("binance/error_codes.json");
        for (var code : published.get("codes")) {
            assertThat(error(400, code.get("code").asInt(), code.get("name").asText()))
                    .isNotNull();
        }
        for (var message : published.get("reject_messages")) {
            var failure = error(400, -2010, message.asText());
            assertThat(failure.certain())
                    .as(message.asText())
                    .isEqualTo(!message.asText().startsWith("Duplicate"));
        }
    }

    private static ExchangeFailure error(int status, int code, String message) {
        var body = new ObjectMapper().createObjectNode().put("code", code).put("msg", message);
        return BinanceErrors.of(status, body, Duration.ofSeconds(7));
    }

    private static List<DepthSync.Level> levels(OrderBook of) {
        var levels = new ArrayList<DepthSync.Level>();
        for (boolean bid : new boolean[] {true, false}) {
            of.best(bid, 100).forEach(each -> levels.add(new DepthSync.Level(bid, each.getKey(), each.getValue())));
        }
        return levels;
    }

    private static DepthSync.Diff diff(long first, long last, long price, long quantity) {
        return new DepthSync.Diff(first, last, List.of(new DepthSync.Level(true, price, quantity)));
    }
}
