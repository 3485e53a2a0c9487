package dev.catchwater.trading.flow;

import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.risk.Limits;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * How an account is kept.
 *
 * @param symbols what is traded
 * @param desk how an instrument is traded; strategies are made anew each time
 * @param described all that decisions rest on, as a text
 * @param bar length of a bar
 * @param tick how often the engine is told of time and prices
 * @param poll how often orders that work are asked for
 * @param settle how long after it was sent an order that nobody knows has never arrived: more than the exchange's window
 * @param audit how often balances are compared
 * @param abandoned the epoch whose positions may be left as they are when settings have changed; 0 for none
 */
public record FlowSettings(
        List<String> symbols,
        String currency,
        Function<Instrument, DeskSettings> desk,
        Limits limits,
        String described,
        Duration bar,
        Duration tick,
        Duration poll,
        Duration settle,
        Duration audit,
        long abandoned) {}
