package dev.catchwater.trading.ledger;

import java.math.BigDecimal;
import java.util.List;

/**
 * What can be said of round trips, in money.
 *
 * @param profitFactor gross win by gross loss; NaN without a loss
 * @param expectancy mean profit
 * @param expectancyRatio {@code (1 + average win / average loss) * win share - 1}
 * @param sqn {@code sqrt(trades) * mean / deviation (ddof 1)} of the profits
 * @param kelly {@code W - (1 - W) / (average win / average loss)}
 */
public record TradeStatistics(
        int trades,
        int wins,
        double winRate,
        double profitFactor,
        double expectancy,
        double expectancyRatio,
        double sqn,
        double kelly) {

    public static TradeStatistics of(List<RoundTrip> trips) {
        var profits = trips.stream()
                .map(RoundTrip::profit)
                .mapToDouble(BigDecimal::doubleValue)
                .toArray();
        return of(profits);
    }

    static TradeStatistics of(double[] profits) {
        int count = profits.length;
        int wins = 0;
        int losses = 0;
        double won = 0;
        double lost = 0;
        for (double profit : profits) {
            if (profit > 0) {
                wins++;
                won += profit;
            } else if (profit < 0) {
                losses++;
                lost -= profit;
            }
        }
        double winRate = count == 0 ? Double.NaN : (double) wins / count;
        double payoff = (won / wins) / (lost / losses);
        double mean = Samples.mean(profits);
        return new TradeStatistics(
                count,
                wins,
                winRate,
                lost > 0 ? won / lost : Double.NaN,
                mean,
                (1 + payoff) * winRate - 1,
                count < 2 ? Double.NaN : Math.sqrt(count) * mean / Samples.deviation(profits, 1),
                winRate - (1 - winRate) / payoff);
    }
}
