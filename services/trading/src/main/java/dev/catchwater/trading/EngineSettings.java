package dev.catchwater.trading;

import dev.catchwater.trading.risk.Limits;
import java.util.List;

/**
 * How an account is traded.
 *
 * @param prefix of its orders' names, 1 to 8 characters of {@code a-z 0-9}
 * @param currency in which equity is counted: the quote currency of all its instruments
 * @param allowed whether it may trade at all
 */
public record EngineSettings(String prefix, String currency, Limits limits, List<DeskSettings> desks, boolean allowed) {

    public EngineSettings {
        desks = List.copyOf(desks);
        for (var desk : desks) {
            if (!desk.instrument().quote().equals(currency)) {
                throw new IllegalArgumentException(desk.instrument().symbol() + " is not paid in " + currency);
            }
        }
    }
}
