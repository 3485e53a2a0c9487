package dev.catchwater.trading;

import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.market.Instrument;
import java.util.List;

/** Recorded bars of one instrument. */
public record Series(String name, Instrument instrument, List<Bar> bars) {

    /** Where series are found. */
    public interface Shelf {

        /** Their names, in order. */
        List<String> names();

        /**
         * Reads one; takes its time.
         *
         * @throws IllegalArgumentException if there is none of that name, or it cannot be read
         */
        Series load(String name);
    }
}
