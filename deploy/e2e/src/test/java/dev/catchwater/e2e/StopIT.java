package dev.catchwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@OverCatchwater
@Order(Integer.MAX_VALUE)
class StopIT {

    @Test
    void asItIsAskedToStopEveryProcessIsGoneInUnderTenSeconds(Catchwater catchwater) {
        assertThat(catchwater.children())
                .as("sandbox, five services, Postgres, Redis")
                .hasSizeGreaterThanOrEqualTo(8);

        Duration took = catchwater.stop();

        assertThat(catchwater.survivors()).isEmpty();
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }
}
