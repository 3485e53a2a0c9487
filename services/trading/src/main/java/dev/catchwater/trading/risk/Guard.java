package dev.catchwater.trading.risk;

import dev.catchwater.trading.market.StateHash;
import java.util.List;

/**
 * The protection of one position as one state machine: stop-loss, trailing stop, target and exit. On a spot exchange a
 * resting stop locks what it would sell, so that leaving means to cancel, then to sell, and the time in between is
 * counted and bounded. It never wants more sold than is held. For one thread.
 *
 * <pre>
 * IDLE ─protect─▶ PLACING ─accepted─▶ RESTING ─trail─▶ MOVING ─canceled─▶ PLACING
 *                    │                   │ target, leave
 *                    │ rejected          ▼
 *                    └────────▶ EXITING ◀─canceled─ LEAVING      EXITING ─too long, rejected─▶ PLACING
 * </pre>
 */
// Longer than the house allows: one state machine, whose transitions are read side by side.
public final class Guard {

    /** Where it stands. */
    public enum Phase {
        IDLE,
        PLACING,
        RESTING,
        MOVING,
        LEAVING,
        EXITING
    }

    /** What it wants done. */
    public sealed interface Move {
        record PlaceStop(long quantity, long price) implements Move {}

        record CancelStop() implements Move {}

        record Exit(long quantity) implements Move {}
    }

    /** What became of the stop order. */
    public enum StopEvent {
        ACCEPTED,
        /** The exchange does not want it: it would trigger at once, most likely. */
        REJECTED,
        /** It never arrived, or nothing is taken just now: that says nothing of the price. */
        NOT_TAKEN,
        CANCELED,
        CANCEL_REJECTED
    }

    private static final List<Move> NOTHING = List.of();

    private GuardPlan plan = new GuardPlan(0, 0, 0, 0, 0, 5_000);
    private Phase phase = Phase.IDLE;
    private long held;
    private long stop;
    private long placed;
    private long placedAt;
    private long highest;
    private long began;
    private long since;
    private long moved;
    private long exited;
    private long nakedSince;
    private long nakedTotal;
    private long nakedLongest;

    /** A position is to be protected from now on. */
    public List<Move> protect(GuardPlan how, long quantity, long price, long now) {
        plan = how;
        held = quantity;
        highest = price;
        began = now;
        stop = how.trail() > 0 ? Math.max(how.stop(), price - how.trail()) : how.stop();
        if (quantity <= 0 || (stop <= 0 && how.target() <= 0)) {
            return NOTHING;
        }
        return switch (phase) {
            case IDLE -> {
                nakedSince = now;
                // A stop of the position before may rest still: it would sell this one.
                yield placed > 0 ? move(now) : stop > 0 ? place(now) : rest(now);
            }
            case RESTING -> placed > 0 ? move(now) : stop > 0 ? place(now) : NOTHING;
            // The new price is looked at when the exchange has answered.
            case PLACING, MOVING, LEAVING, EXITING -> NOTHING;
        };
    }

    /** So much is held now: after a fill of whatever order. */
    public List<Move> held(long quantity, long now) {
        long before = held;
        held = quantity;
        if (phase == Phase.IDLE || quantity == before) {
            return NOTHING;
        }
        if (quantity == 0) {
            covered(now);
            exited = 0;
            boolean resting = phase == Phase.RESTING || phase == Phase.PLACING || phase == Phase.MOVING;
            phase = Phase.IDLE;
            since = now;
            return resting && placed > 0 ? List.of(new Move.CancelStop()) : NOTHING;
        }
        if (phase == Phase.EXITING && quantity < before) {
            exited = 0;
        }
        boolean usedUp = placed == 0 && stop > 0 && quantity < before;
        if (usedUp && (phase == Phase.RESTING || phase == Phase.MOVING || phase == Phase.LEAVING)) {
            return stopGone(now);
        }
        // A stop for more than is left would be refused, one for less would leave a part unprotected.
        return phase == Phase.RESTING && placed > 0 && placed != quantity && quantity > before ? move(now) : NOTHING;
    }

    /** The stop itself was filled by so much: what rests is smaller by that. */
    public void stopFilled(long quantity) {
        placed = Math.max(0, placed - quantity);
    }

    /** A price was traded. */
    public List<Move> price(long price, long now) {
        highest = Math.max(highest, price);
        return switch (phase) {
            case RESTING -> atRest(price, now);
            // Nothing rests at the exchange while a stop is on its way: then the price itself is watched.
            case IDLE, PLACING, MOVING, LEAVING, EXITING -> NOTHING;
        };
    }

    /**
     * The highest price of a bar. One that began before the position was protected may have been there before it was
     * bought: a trail from it would sell at once, and a target that it reached is not reached now.
     *
     * @param from when the bar began
     */
    public List<Move> high(long price, long from, long now) {
        return from >= began ? price(price, now) : NOTHING;
    }

    /** The position is to be left, by whoever's wish. */
    public List<Move> leave(long now) {
        return switch (phase) {
            case RESTING, PLACING, MOVING -> leaveFromStop(now);
            case IDLE -> held > 0 ? exit(now) : NOTHING;
            case LEAVING, EXITING -> NOTHING;
        };
    }

    public List<Move> stop(StopEvent event, long now) {
        return switch (event) {
            case ACCEPTED -> phase == Phase.PLACING ? rest(now) : NOTHING;
            case REJECTED, CANCELED -> placed > 0 ? stopGone(now) : NOTHING;
            case NOT_TAKEN -> placed > 0 ? notTaken(now) : NOTHING;
            case CANCEL_REJECTED -> {
                // It is being filled, most likely; if not, it is asked again with patience.
                if (phase == Phase.MOVING || phase == Phase.LEAVING) {
                    phase = Phase.RESTING;
                    covered(now);
                }
                yield NOTHING;
            }
        };
    }

    /** The exit was refused, or is over and something is left. */
    public List<Move> exitEnded(long now) {
        if (phase != Phase.EXITING || held <= 0) {
            return NOTHING;
        }
        // An exchange that refuses every exit would be asked as fast as it answers: the clock asks again.
        return stop <= 0 && justTried(now) ? NOTHING : protectAgain(now);
    }

    /** A gate of ours refused what was wanted last: the price itself is watched until the clock asks again. */
    public void refused(long now) {
        placed = 0;
        phase = held > 0 ? Phase.RESTING : Phase.IDLE;
        since = now;
    }

    /** Time goes by. */
    public List<Move> clock(long now) {
        if (held > 0 && phase == Phase.RESTING && placed > 0) {
            return follow(now);
        }
        if (now - since < plan.patience()) {
            return NOTHING;
        }
        if (held <= 0) {
            return forNothing(now);
        }
        boolean uncovered = phase == Phase.RESTING && placed == 0 && stop > 0;
        return phase == Phase.EXITING || uncovered ? protectAgain(now) : NOTHING;
    }

    public Phase phase() {
        return phase;
    }

    public long stopPrice() {
        return stop;
    }

    /** Milliseconds for which a position had no stop at the exchange: all together. */
    public long nakedTotal(long now) {
        return nakedTotal + (nakedSince > 0 ? now - nakedSince : 0);
    }

    /** And the longest of them. */
    public long nakedLongest(long now) {
        return Math.max(nakedLongest, nakedSince > 0 ? now - nakedSince : 0);
    }

    public void hash(StateHash hash) {
        hash.add(phase.name())
                .add(held)
                .add(stop)
                .add(placed)
                .add(placedAt)
                .add(highest)
                .add(began)
                .add(since);
        hash.add(moved).add(exited).add(nakedSince).add(nakedTotal).add(nakedLongest);
    }

    // A stop whose cancel was lost would sell what was there before, or what is bought next.
    private List<Move> forNothing(long now) {
        if (phase != Phase.IDLE || placed == 0) {
            return NOTHING;
        }
        since = now;
        return List.of(new Move.CancelStop());
    }

    private List<Move> atRest(long price, long now) {
        boolean above = plan.target() > 0 && price >= plan.target();
        boolean below = placed == 0 && stop > 0 && price <= stop;
        if (above || below) {
            // Prices come faster than an exchange that takes nothing should be asked.
            return placed == 0 && justTried(now) ? NOTHING : leaveFromStop(now);
        }
        return follow(now);
    }

    private List<Move> follow(long now) {
        long wanted = plan.trail() > 0 ? highest - plan.trail() : stop;
        boolean worth = wanted - stop >= Math.max(1, plan.leastMove());
        if (worth && now - moved >= plan.leastInterval()) {
            stop = wanted;
            return placed > 0 ? move(now) : NOTHING;
        }
        return misplaced() && now - moved >= plan.patience() ? move(now) : NOTHING;
    }

    // The cancel of the old stop was lost or refused: what rests is not what is wanted.
    private boolean misplaced() {
        return placed > 0 && (placedAt != stop || placed < held);
    }

    private List<Move> leaveFromStop(long now) {
        if (placed == 0) {
            return exit(now);
        }
        boolean asked = phase == Phase.MOVING;
        phase = Phase.LEAVING;
        since = now;
        return asked ? NOTHING : List.of(new Move.CancelStop());
    }

    private List<Move> move(long now) {
        phase = Phase.MOVING;
        since = now;
        moved = now;
        return List.of(new Move.CancelStop());
    }

    private List<Move> stopGone(long now) {
        placed = 0;
        if (nakedSince == 0 && phase != Phase.IDLE) {
            nakedSince = now;
        }
        return switch (phase) {
            case IDLE, EXITING -> NOTHING;
            case MOVING, RESTING -> held > 0 ? place(now) : NOTHING;
            // A stop that is refused would trigger at once, or cannot be had: then the position goes.
            case PLACING, LEAVING -> held > 0 ? exitUnlessJustTried(now) : NOTHING;
        };
    }

    private List<Move> notTaken(long now) {
        if (phase != Phase.PLACING) {
            return stopGone(now);
        }
        if (nakedSince == 0) {
            nakedSince = now;
        }
        refused(now);
        return NOTHING;
    }

    private boolean justTried(long now) {
        return exited > 0 && now - exited < plan.patience();
    }

    // Refused in turn, stop and exit would chase each other as fast as the exchange answers.
    private List<Move> exitUnlessJustTried(long now) {
        if (phase == Phase.PLACING && justTried(now)) {
            refused(now);
            return NOTHING;
        }
        return exit(now);
    }

    private List<Move> protectAgain(long now) {
        return stop > 0 ? place(now) : exit(now);
    }

    private List<Move> place(long now) {
        phase = Phase.PLACING;
        since = now;
        placed = held;
        placedAt = stop;
        return List.of(new Move.PlaceStop(held, stop));
    }

    private List<Move> rest(long now) {
        phase = Phase.RESTING;
        since = now;
        covered(now);
        return placed > 0 && placedAt != stop ? move(now) : NOTHING;
    }

    private List<Move> exit(long now) {
        phase = Phase.EXITING;
        since = now;
        exited = now;
        return List.of(new Move.Exit(held));
    }

    private void covered(long now) {
        if (nakedSince > 0) {
            nakedTotal += now - nakedSince;
            nakedLongest = Math.max(nakedLongest, now - nakedSince);
            nakedSince = 0;
        }
    }
}
