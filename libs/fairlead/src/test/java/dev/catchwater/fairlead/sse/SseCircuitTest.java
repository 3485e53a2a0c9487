package dev.catchwater.fairlead.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SseCircuitTest {
    private final ManualTimers timers = new ManualTimers();

    @Test
    void aStreamWaitsUntilItsOriginIsAskedAgain() {
        Next open = request -> Uni.createFrom()
                .failure(() -> new HttpFailure.CircuitOpen(
                                request.origin(), timers.instant().plusSeconds(20))
                        .asException());
        SsePolicy policy = new SsePolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), 1_000);
        var reader = new SseClient(open, policy, timers, new Random(1))
                .connect(Request.get("http://upstream.test/"))
                .subscribe()
                .withSubscriber(AssertSubscriber.<SseSignal>create(10));
        assertThat(reader.getItems())
                .singleElement()
                .isInstanceOfSatisfying(
                        SseSignal.Lost.class,
                        lost -> assertThat(lost.retryIn()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25)));
        reader.cancel();
    }
}
