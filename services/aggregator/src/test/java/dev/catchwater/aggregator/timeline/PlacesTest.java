package dev.catchwater.aggregator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

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

    @Test
    void aCursorReadsBackAsItWasWritten() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-22T10:00:00.123456Z"), Long.MAX_VALUE, 77);
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
        assertThat(Cursor.parse("1|0|9999999999999999999|1")).isEmpty();
        assertThat(Cursor.parse("2|0|1|1")).isEmpty();
    }
}
