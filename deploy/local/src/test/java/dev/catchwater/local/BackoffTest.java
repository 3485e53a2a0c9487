package dev.catchwater.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLimitAndThenGivesUp() {
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(Backoff.standard()::after))
                .extracting(wait -> wait.map(Duration::toSeconds).orElse(-1L))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, -1L);
    }
}
