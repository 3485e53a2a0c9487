package dev.catchwater.trading.flow;

import dev.catchwater.trading.Engine;
import dev.catchwater.trading.Genesis;
import dev.catchwater.trading.market.Instrument;
import java.util.List;

/** What one account is kept with. */
record Account(
        Genesis genesis, List<Instrument> instruments, Engine engine, Line line, Courier courier, Prices prices) {}
