package dev.catchwater.trading.risk;

import static org.assertj.core.api.Assertions.assertThat;

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
    void stopThatIsNotTakenJustNowIsPlacedAgainAndThePriceIsWatchedMeanwhile() {
        guard.protect(FIXED, 10, 100, 50);
        assertThat(guard.stop(Guard.StopEvent.NOT_TAKEN, 60)).isEmpty();
        assertThat(guard.clock(1_059)).isEmpty();
        assertThat(guard.clock(1_060)).containsExactly(new Guard.Move.PlaceStop(10, 90));
        guard.stop(Guard.StopEvent.NOT_TAKEN, 1_070);
        assertThat(guard.price(89, 1_100)).containsExactly(new Guard.Move.Exit(10));
        assertThat(guard.exitEnded(1_110)).containsExactly(new Guard.Move.PlaceStop(10, 90));
        guard.stop(Guard.StopEvent.NOT_TAKEN, 1_120);
        assertThat(guard.price(88, 1_200)).as("just tried").isEmpty();
        assertThat(guard.price(88, 2_100)).containsExactly(new Guard.Move.Exit(10));
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

    private void rest() {
        guard.protect(FIXED, 10, 100, 50);
        guard.stop(Guard.StopEvent.ACCEPTED, 100);
    }
}
