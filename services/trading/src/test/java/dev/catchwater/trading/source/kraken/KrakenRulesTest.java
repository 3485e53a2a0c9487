package dev.catchwater.trading.source.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.Recorded;
import dev.catchwater.trading.market.Filters;
import dev.catchwater.trading.market.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KrakenRulesTest {

    @Test
    void everyPublishedChecksumOfPriceLevelsComesOut() {
        int compared = 0;
        for (var vector : Recorded.json("kraken/checksum_vectors.json").get("vectors")) {
            if (vector.has("asks")) {
                compared++;
                var book = new KrakenBook(instrument(vector), 10);
                book.snapshot(levels(vector));
                assertThat(book.checksum())
                        .as(vector.path("name").asText())
                        .isEqualTo(vector.path("crc32").asLong());
            }
        }
        assertThat(compared).as("all but the one of single orders").isEqualTo(4);
    }

    @Test
    void updateIsAppliedAndTheBookCutToItsDepthBeforeTheChecksum() {
        var vectors = Recorded.json("kraken/checksum_vectors.json").get("vectors");
        var book = new KrakenBook(instrument(vectors.get(2)), 10);
        book.snapshot(levels(vectors.get(2)));
        var update = vectors.get(3).get("update");
        book.update(side(update, "bids", true));
        assertThat(book.checksum()).isEqualTo(vectors.get(3).path("crc32").asLong());
        // A level beyond the depth comes and goes: nothing of it may stay.
        book.update(List.of(new KrakenBook.Level(true, new BigDecimal("0.5600"), BigDecimal.ONE)));
        assertThat(book.checksum()).isEqualTo(vectors.get(3).path("crc32").asLong());
        assertThat(book.book().size()).isEqualTo(20);
    }

    @Test
    void errorsSayWhetherAnythingMayHaveBeenDone() {
        assertThat(error("EService:Timeout")).isInstanceOf(ExchangeFailure.Unknown.class);
        assertThat(error("EService:Unavailable").certain()).isFalse();
        assertThat(error("EOrder:Insufficient funds")).isInstanceOf(ExchangeFailure.Rejected.class);
        assertThat(error("EOrder:Unknown order")).isInstanceOf(ExchangeFailure.NoSuchOrder.class);
        assertThat(error("EAPI:Invalid nonce")).isInstanceOf(ExchangeFailure.Clock.class);
        assertThat(error("EAPI:Invalid key")).isInstanceOf(ExchangeFailure.Unauthorized.class);
        assertThat(error("EGeneral:Permission denied")).isInstanceOf(ExchangeFailure.Unauthorized.class);
        for (var limit : Recorded.json("kraken/rate_limits.json").get("errors")) {
            assertThat(error(limit.asText())).as(limit.asText()).isInstanceOf(ExchangeFailure.Limited.class);
        }
    }

    @Test
    void countersArePublishedOnes() {
        var engine = Recorded.json("kraken/rate_limits.json").get("trading_engine_per_pair");
        var ages = engine.get("age_penalty_seconds");
        for (int i = 0; i < ages.size(); i++) {
            long young = ages.get(i).asLong() * 1_000 - 1;
            assertThat(cost(young, (c, at) -> c.cancel("o", at)))
                    .isEqualTo(engine.get("cancel").get(i).asInt());
            assertThat(cost(young, (c, at) -> c.amend("o", at)))
                    .isEqualTo(1 + engine.get("amend").get(i).asInt());
            assertThat(cost(young, (c, at) -> c.edit("o", at)))
                    .isEqualTo(1 + engine.get("edit").get(i).asInt());
        }
        assertThat(cost(300_000, (c, at) -> c.cancel("o", at))).isZero();
        assertThat(cost(300_000, (c, at) -> c.cancel("unheard-of", at)))
                .as("it outlived a restart")
                .isZero();
    }

    @Test
    void counterStopsAtItsThresholdAndDecays() {
        var counter = new EngineCounter(60, 1);
        for (int i = 0; i < 60; i++) {
            assertThat(counter.add("o" + i, 0)).isTrue();
        }
        assertThat(counter.add("more", 999)).isFalse();
        assertThat(counter.add("more", 1_000)).isTrue();
    }

    private interface Act {
        boolean on(EngineCounter counter, long at);
    }

    private static double cost(long age, Act act) {
        var counter = new EngineCounter(100, 1e-9);
        counter.add("o", 0);
        double before = counter.value(age);
        assertThat(act.on(counter, age)).isTrue();
        return Math.rint(counter.value(age) - before);
    }

    private static ExchangeFailure error(String text) {
        return KrakenErrors.of(List.of(text));
    }

    private static Instrument instrument(JsonNode vector) {
        int price = vector.path("pricePrecision").asInt(decimals(vector, 0));
        int quantity = vector.path("qtyPrecision").asInt(decimals(vector, 1));
        return new Instrument("X", "USD", price, quantity, Filters.NONE, true);
    }

    private static int decimals(JsonNode vector, int field) {
        return new BigDecimal(vector.at("/asks/0/" + field).asText()).scale();
    }

    private static List<KrakenBook.Level> levels(JsonNode vector) {
        var levels = new ArrayList<>(side(vector, "asks", false));
        levels.addAll(side(vector, "bids", true));
        return levels;
    }

    private static List<KrakenBook.Level> side(JsonNode from, String name, boolean bid) {
        var levels = new ArrayList<KrakenBook.Level>();
        from.get(name)
                .forEach(level -> levels.add(new KrakenBook.Level(
                        bid,
                        new BigDecimal(level.get(0).asText()),
                        new BigDecimal(level.get(1).asText()))));
        return levels;
    }
}
