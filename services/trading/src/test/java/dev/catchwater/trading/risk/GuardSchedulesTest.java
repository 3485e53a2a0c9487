package dev.catchwater.trading.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Schedules by chance; {@link GuardTest} has what each single answer must bring about. */
class GuardSchedulesTest {

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
                tell(lost.stop(), Guard.StopEvent.NOT_TAKEN);
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
                        boolean passing = refused && dice.nextBoolean();
                        tell(next.stop(), passing ? Guard.StopEvent.NOT_TAKEN : Guard.StopEvent.REJECTED);
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
