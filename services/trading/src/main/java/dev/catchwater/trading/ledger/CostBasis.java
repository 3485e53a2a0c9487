package dev.catchwater.trading.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a position cost, and what was earned by selling parts of it. Buying fees add to the cost (a base fee by leaving
 * fewer units for it), selling fees lower the proceeds (a base fee by using up units). For one thread.
 */
public sealed interface CostBasis {

    /** Divisions only: sums and products are exact. */
    MathContext PRECISION = new MathContext(34, RoundingMode.HALF_EVEN);

    void buy(BigDecimal quantity, BigDecimal price, Fee fee);

    /**
     * Takes a part of the position away.
     *
     * @throws IllegalArgumentException if more is sold than there is
     */
    void sell(BigDecimal quantity, BigDecimal price, Fee fee);

    BigDecimal realised();

    BigDecimal position();

    /** What the position cost. */
    BigDecimal cost();

    /** A bought quantity and what one unit of it cost. */
    record Lot(BigDecimal quantity, BigDecimal cost) {
        public BigDecimal unitCost() {
            return cost.divide(quantity, PRECISION);
        }
    }

    /** What was bought first is sold first. */
    final class Fifo implements CostBasis {

        private final Deque<Lot> lots = new ArrayDeque<>();
        private BigDecimal realised = BigDecimal.ZERO;

        @Override
        public void buy(BigDecimal quantity, BigDecimal price, Fee fee) {
            lots.addLast(new Lot(
                    quantity.subtract(fee.base()), quantity.multiply(price).add(fee.quote())));
        }

        @Override
        public void sell(BigDecimal quantity, BigDecimal price, Fee fee) {
            var left = quantity.add(fee.base());
            if (left.compareTo(position()) > 0) {
                throw new IllegalArgumentException("sold " + left + " of " + position());
            }
            realised = realised.add(quantity.multiply(price)).subtract(fee.quote());
            while (left.signum() > 0) {
                var lot = lots.removeFirst();
                var taken = lot.quantity().min(left);
                var cost = taken.compareTo(lot.quantity()) == 0
                        ? lot.cost()
                        : lot.cost().multiply(taken).divide(lot.quantity(), PRECISION);
                realised = realised.subtract(cost);
                left = left.subtract(taken);
                if (taken.compareTo(lot.quantity()) < 0) {
                    lots.addFirst(
                            new Lot(lot.quantity().subtract(taken), lot.cost().subtract(cost)));
                }
            }
        }

        @Override
        public BigDecimal realised() {
            return realised;
        }

        @Override
        public BigDecimal position() {
            return lots.stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public BigDecimal cost() {
            return lots.stream().map(Lot::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        public List<Lot> lots() {
            return List.copyOf(lots);
        }
    }

    /** Each unit costs the average of all there are. */
    final class Average implements CostBasis {

        private BigDecimal position = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal realised = BigDecimal.ZERO;

        @Override
        public void buy(BigDecimal quantity, BigDecimal price, Fee fee) {
            position = position.add(quantity).subtract(fee.base());
            cost = cost.add(quantity.multiply(price)).add(fee.quote());
        }

        @Override
        public void sell(BigDecimal quantity, BigDecimal price, Fee fee) {
            var gone = quantity.add(fee.base());
            if (gone.compareTo(position) > 0) {
                throw new IllegalArgumentException("sold " + gone + " of " + position);
            }
            var part =
                    gone.compareTo(position) == 0 ? cost : cost.multiply(gone).divide(position, PRECISION);
            realised =
                    realised.add(quantity.multiply(price)).subtract(fee.quote()).subtract(part);
            cost = cost.subtract(part);
            position = position.subtract(gone);
        }

        @Override
        public BigDecimal realised() {
            return realised;
        }

        @Override
        public BigDecimal position() {
            return position;
        }

        @Override
        public BigDecimal cost() {
            return cost;
        }
    }
}
