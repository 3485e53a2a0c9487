package dev.catchwater.live.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void positionsAreOrderedByTransactionFirst() {
        assertThat(new Position(5, 900)).isLessThan(new Position(6, 2));
        assertThat(new Position(5, 1)).isLessThan(new Position(5, 2));
        assertThat(Position.parse("6-2")).contains(new Position(6, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "-1-2", "6-2-3", "x-y", "6-99999999999999999999", " 6-2"})
    void whatIsNoPositionIsNotTakenForOne(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }
}
