package dev.catchwater.trading.source.kraken;

import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.market.OrderBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** A book by Kraken's rules: a whole message is applied, then what is too deep goes, then the checksum must be right. */
final class KrakenBook {

    /** A level as it was sent; levels of one price are applied in their order. */
    record Level(boolean bid, BigDecimal price, BigDecimal quantity) {}

    private static final int CHECKED = 10;

    private final Instrument instrument;
    private final OrderBook book;

    /** @param depth what was subscribed to */
    KrakenBook(Instrument instrument, int depth) {
        this.instrument = instrument;
        book = new OrderBook(depth);
    }

    OrderBook book() {
        return book;
    }

    void snapshot(List<Level> levels) {
        book.clear();
        update(levels);
    }

    void update(List<Level> levels) {
        for (var level : levels) {
            book.set(level.bid(), instrument.price(level.price()), instrument.quantity(level.quantity()));
        }
        book.truncate();
    }

    /**
     * CRC-32 over the ten best asks and then the ten best bids: of each price and quantity the digits at the pair's
     * precision, without the point and leading zeros. Which are those of the unscaled numbers.
     */
    long checksum() {
        var digits = new StringBuilder(400);
        for (boolean bid : new boolean[] {false, true}) {
            for (var level : book.best(bid, CHECKED)) {
                digits.append(level.getKey().longValue())
                        .append(level.getValue().longValue());
            }
        }
        var crc = new CRC32();
        crc.update(digits.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
