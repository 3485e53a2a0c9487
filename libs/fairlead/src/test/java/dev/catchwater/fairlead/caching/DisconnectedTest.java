package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** RFC 9111 §4.2.4: who is told of the answer that others got is connected, too. */
    @Test
    void anErrorThatOthersWereAnsweredWithIsNoReasonForWhoWaitedToGetSomethingStale() {
        CachingStage lasting = new CachingStage(
                CachingPolicy.of(
                                CachePolicy.SHARED.withStaleWhileDisconnected(Duration.ofHours(1)),
                                new MemoryStore(1_000_000, 1_000))
                        .withCollapse(new CachingPolicy.Collapse(100, Duration.ofSeconds(5))),
                timers,
                () -> Runnable::run,
                CallListener.NONE);
        origin.answers(200, "one", CC, "max-age=10");
        assertThat(get(get(lasting.apply(ASK, origin)).text())).isEqualTo("one");
        timers.clock().advance(Duration.ofSeconds(3_000));
        List<UniEmitter<? super Response>> asked = new ArrayList<>();
        List<CompletableFuture<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(lasting.apply(ASK, sent -> Uni.createFrom().emitter(asked::add))
                    .subscribeAsCompletionStage());
        }
        asked.get(0).complete(Answers.of(ASK, 500));
        asked.get(1).complete(Answers.of(ASK, 500));
        assertThat(calls.subList(0, 2))
                .allSatisfy(call -> assertThat(call.join().status()).isEqualTo(500));
        assertThat(calls.subList(2, 4))
                .allSatisfy(call -> assertThat(failureOf(Uni.createFrom().completionStage(call)))
                        .matches(why -> why instanceof HttpFailure.BadStatus bad && bad.status() == 500));
    }
}
