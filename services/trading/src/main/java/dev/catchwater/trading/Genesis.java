package dev.catchwater.trading;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Where a journal begins.
 *
 * @param epoch counts up: settings that changed begin a new one, since the old events would not be decided the same
 * @param prefix of all orders of this epoch
 * @param settings what the events are decided by, as a text that is equal for equal settings
 * @param balances what the account had
 * @param halted whether trading was halted when it was last written to; at the beginning, in the epoch before
 */
public record Genesis(long epoch, String prefix, String settings, Map<String, BigDecimal> balances, boolean halted) {}
