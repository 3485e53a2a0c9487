package dev.catchwater.trading.risk;

import dev.catchwater.trading.market.FixedPoint;
import dev.catchwater.trading.market.Instrument;
import dev.catchwater.trading.order.OrderRequest;
import java.util.Optional;

/** The gates that each order passes, in this order. Those that reduce a position pass the ones that only hold entries. */
public enum Gate {
    OPT_IN {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return !view.allowed();
        }
    },
    KILL_SWITCH {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return view.state() == TradingState.HALTED && !order.reducing();
        }
    },
    TRADING_STATE {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return view.state() == TradingState.REDUCING && !order.reducing();
        }
    },
    INSTRUMENT {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return refusal(order, view).isPresent();
        }

        @Override
        String reason(OrderRequest order, RiskView view) {
            return refusal(order, view).orElse("");
        }

        private Optional<String> refusal(OrderRequest order, RiskView view) {
            return view.instrument()
                    .refusal(price(order, view), order.quantity(), order.type().priced());
        }
    },
    PRICE_COLLAR {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            if (limits.collar() == 0 || !order.type().priced()) {
                return false;
            }
            long reach = FixedPoint.product(view.mark(), limits.collar(), 4, 0);
            // Only the side that would give money away: a limit far on the other side just rests.
            return view.mark() == 0
                    || (order.side().buying()
                            ? order.price() > view.mark() + reach
                            : order.price() < view.mark() - reach);
        }
    },
    ORDER_NOTIONAL {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return !order.reducing() && notional(order, view) > limits.maxOrderNotional();
        }
    },
    POSITION {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            Instrument instrument = view.instrument();
            return order.side().buying()
                    && Math.addExact(instrument.notional(price(order, view), view.position()), notional(order, view))
                            > limits.maxPosition();
        }
    },
    OPEN_ORDERS {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return !order.reducing() && view.openOrders() >= limits.maxOpenOrders();
        }
    },
    EXPOSURE {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return order.side().buying()
                    && Math.addExact(view.exposure(), notional(order, view)) > limits.maxExposure();
        }
    },
    DAILY_LOSS {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return view.dailyLossReached() && !order.reducing();
        }
    },
    DRAWDOWN {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return view.drawdownReached() && !order.reducing();
        }
    },
    ORDER_RATE {
        // Looked at by Gates, which counts.
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            return false;
        }
    },
    STALE_DATA {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            boolean old = view.now() - view.markTime() > limits.maxAge();
            return !order.reducing() && (view.mark() == 0 || old || view.crossed() || view.resyncing());
        }
    },
    CLOCK_SKEW {
        @Override
        boolean closed(OrderRequest order, RiskView view, Limits limits) {
            var skew = view.skew();
            return skew != null && !order.reducing() && Math.abs(skew) > limits.maxSkew();
        }
    };

    abstract boolean closed(OrderRequest order, RiskView view, Limits limits);

    String reason(OrderRequest order, RiskView view) {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static long price(OrderRequest order, RiskView view) {
        return order.type().priced() ? order.price() : order.type().stopped() ? order.stopPrice() : view.mark();
    }

    private static long notional(OrderRequest order, RiskView view) {
        return view.instrument().notional(price(order, view), order.quantity());
    }
}
