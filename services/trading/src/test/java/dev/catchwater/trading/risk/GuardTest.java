package dev.catchwater.trading.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final GuardPlan FIXED = new GuardPlan(90, 120, 0, 0, 0, 1_000);

    private final Guard guard = new Guard();

    @Test
    void positionIsProtectedAndTheNakedTimeEndsWithTheExchangesWord() {
        assertThat(guard.protect(FIXED, 10, 100, 0)).containsExactly(new Guard.Move.PlaceStop(10, 90));
        assertThat(guard.nakedTotal(40)).as("nobody has taken the stop yet").isZero();
        guard.protect(FIXED, 10, 100, 0);
        assertThat(guard.stop(Guard.StopEvent.ACCEPTED, 50)).isEmpty();
        assertThat(guard.phase()).isEqualTo(Guard.Phase.RESTING);
    }

    @Test
    void leavingCancelsTheStopFirstAndSellsThen() {
        rest();
        assertThat(guard.price(120, 200)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.phase()).isEqualTo(Guard.Phase.LEAVING);
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 230)).containsExactly(new Guard.Move.Exit(10));
        guard.held(0, 260);
        assertThat(guard.phase()).isEqualTo(Guard.Phase.IDLE);
        assertThat(guard.nakedTotal(999)).isEqualTo(50 + 30);
        assertThat(guard.nakedLongest(999)).isEqualTo(50);
    }

    @Test
    void stopComesBackWhenTheExitIsNotAnsweredInTime() {
        rest();
        guard.leave(200);
        guard.stop(Guard.StopEvent.CANCELED, 210);
        assertThat(guard.clock(1_209)).isEmpty();
        assertThat(guard.clock(1_210)).containsExactly(new Guard.Move.PlaceStop(10, 90));
    }

    @Test
    void stopThatWouldTriggerAtOnceBecomesAnExit() {
        guard.protect(FIXED, 10, 100, 1);
        assertThat(guard.stop(Guard.StopEvent.REJECTED, 20)).containsExactly(new Guard.Move.Exit(10));
    }

    @Test
    void stopAndExitThatAreRefusedInTurnDoNotChaseEachOther() {
        guard.protect(FIXED, 10, 100, 1);
        int moves = 1;
        for (long now = 2; now < 10_000; now++) {
            moves += guard.stop(Guard.StopEvent.REJECTED, now).size();
            moves += guard.exitEnded(now).size();
            moves += guard.clock(now).size();
        }
        assertThat(moves).as("two or three a second of patience").isLessThan(40);
    }

    @Test
    void trailingStopFollowsUpNeverDownAndNotTooOften() {
        guard.protect(new GuardPlan(90, 0, 10, 2, 500, 1_000), 10, 100, 1_000);
        guard.stop(Guard.StopEvent.ACCEPTED, 1_010);
        assertThat(guard.price(101, 2_000)).as("less than the least move").isEmpty();
        assertThat(guard.price(104, 2_001)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 2_002)).containsExactly(new Guard.Move.PlaceStop(10, 94));
        guard.stop(Guard.StopEvent.ACCEPTED, 2_003);
        assertThat(guard.price(110, 2_400)).as("too soon").isEmpty();
        assertThat(guard.price(96, 2_501)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stopPrice()).isEqualTo(100);
    }

    @Test
    void trailIsMovedThoughTheFirstCancelOfTheOldStopWasLost() {
        guard.protect(new GuardPlan(90, 0, 10, 1, 500, 1_000), 10, 100, 1_000);
        guard.stop(Guard.StopEvent.ACCEPTED, 1_010);
        assertThat(guard.price(110, 2_000)).containsExactly(new Guard.Move.CancelStop());
        guard.stop(Guard.StopEvent.CANCEL_REJECTED, 2_100);
        assertThat(guard.price(110, 2_200)).as("with patience").isEmpty();
        assertThat(guard.price(110, 3_000)).containsExactly(new Guard.Move.CancelStop());
        guard.stop(Guard.StopEvent.CANCEL_REJECTED, 3_100);
        assertThat(guard.clock(4_000)).as("nor is a price waited for").containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 4_010)).containsExactly(new Guard.Move.PlaceStop(10, 100));
    }

    @Test
    void trailThatWasTooSoonIsMovedByTheClockWhenThePriceStandsStill() {
        guard.protect(new GuardPlan(90, 0, 10, 1, 500, 1_000), 10, 100, 1_000);
        guard.stop(Guard.StopEvent.ACCEPTED, 1_010);
        guard.price(110, 2_000);
        guard.stop(Guard.StopEvent.CANCELED, 2_010);
        guard.stop(Guard.StopEvent.ACCEPTED, 2_020);
        assertThat(guard.price(120, 2_100)).isEmpty();
        assertThat(guard.clock(2_499)).isEmpty();
        assertThat(guard.clock(2_500)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stopPrice()).isEqualTo(110);
    }

    @Test
    void whatGrewIsProtectedWholeThoughTheFirstCancelOfTheSmallStopWasLost() {
        rest();
        guard.held(15, 300);
        guard.stop(Guard.StopEvent.CANCEL_REJECTED, 400);
        assertThat(guard.clock(1_300)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 1_310)).containsExactly(new Guard.Move.PlaceStop(15, 90));
    }

    @Test
    void highOfABarThatBeganBeforeThePositionIsNotThePositions() {
        guard.protect(new GuardPlan(90, 115, 10, 1, 0, 1_000), 10, 100, 1_000);
        guard.stop(Guard.StopEvent.ACCEPTED, 1_010);
        assertThat(guard.high(120, 999, 2_000)).isEmpty();
        assertThat(guard.price(100, 2_000)).isEmpty();
        assertThat(guard.stopPrice()).isEqualTo(90);
        assertThat(guard.high(112, 1_000, 3_000)).containsExactly(new Guard.Move.CancelStop());
    }

    @Test
    void refusedCancelLeavesTheStopWhereItIs() {
        rest();
        guard.leave(200);
        assertThat(guard.stop(Guard.StopEvent.CANCEL_REJECTED, 210)).isEmpty();
        assertThat(guard.phase()).isEqualTo(Guard.Phase.RESTING);
    }

    @Test
    void stopThatSomebodyElseCanceledIsPlacedAgain() {
        rest();
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 500)).containsExactly(new Guard.Move.PlaceStop(10, 90));
    }

    @Test
    void whatGrowsIsProtectedWhole() {
        rest();
        assertThat(guard.held(15, 300)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 310)).containsExactly(new Guard.Move.PlaceStop(15, 90));
    }

    @Test
    void stopIsTakenAwayWhenThePositionIsGone() {
        rest();
        assertThat(guard.held(0, 300)).containsExactly(new Guard.Move.CancelStop());
        assertThat(guard.stop(Guard.StopEvent.CANCELED, 310)).isEmpty();
    }

    /**
     * A spot exchange that delays, refuses and fills by chance: whatever happens, no more is sold than was held, and what
     * rests in the end has followed the highest price.
     */
    @Test
    void neverSellsMoreThanIsHeldAndAlwaysEndsProtectedWhereThePlanSaysOrFlat() {
        int trailed = 0;
        for (int seed = 0; seed < 5_000; seed++) {
            var spot = new Spot(new SplittableRandom(seed), seed % 2 == 0);
            spot.run();
            assertThat(spot.sold).as("seed %d", seed).isLessThanOrEqualTo(100);
            assertThat(spot.settled())
                    .as("seed %d: %s", seed, spot.guard.phase())
                    .isTrue();
            trailed += spot.trailed() ? 1 : 0;
        }
        assertThat(trailed).as("many are still held in the end").isGreaterThan(500);
    }

    private void rest() {
        guard.protect(FIXED, 10, 100, 50);
        guard.stop(Guard.StopEvent.ACCEPTED, 100);
    }

    private record Sent(Guard.Move move, int stop) {}

    private static final class Spot {
        private static final long TRAIL = 15;

        private final SplittableRandom dice;
        // Then nothing is sold but by a stop that cannot be had: the trail is all there is.
        private final boolean rising;
        private final Guard guard = new Guard();
        private final Deque<Sent> sent = new ArrayDeque<>();
        private int newest;
        private int restingId;
        private long restingAt;
        private long highest = 100;
        private long held = 100;
        private long resting;
        private long sold;
        private long now;

        Spot(SplittableRandom dice, boolean rising) {
            this.dice = dice;
            this.rising = rising;
        }

        boolean trailed() {
            return resting == held && held > 0;
        }

        void run() {
            send(guard.protect(new GuardPlan(80, 130, TRAIL, 1, 50, 200), held, 100, now));
            for (int step = 0; step < 400; step++) {
                now += dice.nextInt(1, 60);
                boolean calm = step > 300;
                act(calm ? dice.nextInt(2) : dice.nextInt(8), calm);
            }
        }

        boolean settled() {
            return held == 0
                    ? guard.phase() == Guard.Phase.IDLE
                    : guard.phase() == Guard.Phase.EXITING || (resting == held && restingAt == highest - TRAIL);
        }

        private void act(int what, boolean calm) {
            switch (what) {
                case 0 -> send(guard.clock(now));
                case 1 -> {
                    if (!sent.isEmpty()) {
                        answer(sent.removeFirst(), calm);
                    }
                }
                case 2, 3, 4 -> {
                    long price = rising ? dice.nextInt(115, 129) : dice.nextInt(70, 135);
                    highest = Math.max(highest, price);
                    send(guard.price(price, now));
                }
                case 5 -> {
                    if (!rising) {
                        sellFromStop();
                    }
                }
                case 6 -> {
                    if (!rising && dice.nextInt(20) == 0) {
                        send(guard.leave(now));
                    }
                }
                default -> lose(sent.pollFirst());
            }
        }

        // What is lost on the way is asked for later, but for an exit: that one has its patience.
        private void lose(Sent lost) {
            if (lost != null && lost.move() instanceof Guard.Move.PlaceStop) {
                tell(lost.stop(), Guard.StopEvent.REJECTED);
            } else if (lost != null && lost.move() instanceof Guard.Move.CancelStop) {
                boolean rests = resting > 0 && restingId == lost.stop();
                tell(lost.stop(), rests ? Guard.StopEvent.CANCEL_REJECTED : Guard.StopEvent.CANCELED);
            }
        }

        private void answer(Sent next, boolean calm) {
            boolean refused = !calm && dice.nextInt(4) == 0;
            switch (next.move()) {
                case Guard.Move.PlaceStop place -> {
                    if (refused || place.quantity() > held - resting) {
                        tell(next.stop(), Guard.StopEvent.REJECTED);
                    } else {
                        resting = place.quantity();
                        restingId = next.stop();
                        restingAt = place.price();
                        tell(next.stop(), Guard.StopEvent.ACCEPTED);
                    }
                }
                case Guard.Move.CancelStop _ -> {
                    boolean rests = resting > 0 && restingId == next.stop();
                    if (refused && rests) {
                        tell(next.stop(), Guard.StopEvent.CANCEL_REJECTED);
                    } else {
                        resting = rests ? 0 : resting;
                        tell(next.stop(), Guard.StopEvent.CANCELED);
                    }
                }
                case Guard.Move.Exit exit -> {
                    if (refused || exit.quantity() > held - resting) {
                        send(guard.exitEnded(now));
                    } else {
                        sell(exit.quantity());
                    }
                }
            }
        }

        // As a desk does: word of a stop that was replaced is for nobody.
        private void tell(int stop, Guard.StopEvent event) {
            if (stop == newest) {
                send(guard.stop(event, now));
            }
        }

        private void sellFromStop() {
            if (resting > 0) {
                long part = dice.nextLong(1, resting + 1);
                resting -= part;
                guard.stopFilled(part);
                sell(part);
            }
        }

        private void sell(long quantity) {
            held -= quantity;
            sold += quantity;
            send(guard.held(held, now));
        }

        private void send(List<Guard.Move> moves) {
            for (var move : moves) {
                if (move instanceof Guard.Move.PlaceStop) {
                    newest++;
                }
                sent.add(new Sent(move, newest));
            }
        }
    }
}
