package dev.catchwater.aggregator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void aCursorReadsBackAsItWasWritten() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-22T10:00:00.123456Z"), Long.MAX_VALUE, 77);
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
        assertThat(Cursor.parse("1|0|9999999999999999999|1")).isEmpty();
        assertThat(Cursor.parse("2|0|1|1")).isEmpty();
    }
}
