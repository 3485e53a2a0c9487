package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cache whose origin gives no answer. */
class DisconnectedTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final Origin origin = new Origin();

    /** RFC 9111 §4.2.4: an error is an answer. */
    @Test
    void whatWasFreshStandsInForAnOriginThatGivesNoAnswerIfTheOperatorSaysSo() {
        CachingPolicy lenient = CachingPolicy.of(
                CachePolicy.SHARED.withStaleWhileDisconnected(Duration.ofHours(1)), new MemoryStore(1_000_000, 1_000));
        CachingStage lasting = new CachingStage(lenient, timers, () -> Runnable::run, CallListener.NONE);
        HttpFailure gone = new HttpFailure.Disconnected("http://origin.test:80", "closed", false);
        origin.answers(200, "one", CC, "max-age=10").answers(503, "busy").fails(gone);
        assertThat(get(get(lasting.apply(ASK, origin)).text())).isEqualTo("one");
        timers.clock().advance(Duration.ofSeconds(3_000));
        assertThat(get(lasting.apply(ASK, origin)).status()).isEqualTo(503);
        Response stale = get(lasting.apply(ASK, origin));
        assertThat(get(stale.text())).isEqualTo("one");
        assertThat(stale.headers().all("Age")).containsExactly("3000");
    }
}
