package dev.catchwater.fairlead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Attempts whose event loop is slow, so that they are cancelled between the grant of their tokens and their sending. */
class TokenReturnTest {
    private final ManualTimers timers = new ManualTimers();
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final AdmissionStage stage = new AdmissionStage(
            new AdmissionPolicy(100, 100, Duration.ofHours(1))
                    .withRates(RatePolicy.NONE.withPerOrigin(new RateLimit(1, Duration.ofMinutes(1)))),
            timers,
            () -> loop::add,
            CallListener.NONE);

    private final Next upstream = request -> Uni.createFrom().item(() -> {
        sent.add(request.uri().getPath());
        return Answers.of(request, 200, Headers.none(), "body");
    });

    private CompletableFuture<String> call(String path) {
        return stage.apply(Request.get("http://upstream.test" + path), upstream)
                .flatMap(Response::text)
                .subscribeAsCompletionStage();
    }

    private void turn() {
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }

    @Test
    void whatWasGrantedAndNeverSentIsForTheNext() {
        call("/first");
        CompletableFuture<String> leaves = call("/leaves");
        call("/next");
        timers.clock().advance(Duration.ofMinutes(1));
        leaves.cancel(true); // granted, and on its way to its loop
        turn();
        assertThat(sent).containsExactly("/first", "/next");
        call("/last");
        timers.clock().advance(Duration.ofSeconds(59));
        turn();
        assertThat(sent).as("no token more than there was").hasSize(2);
        timers.clock().advance(Duration.ofSeconds(1));
        turn();
        assertThat(sent).containsExactly("/first", "/next", "/last");
    }

    @Test
    void whatHasFilledUpMeanwhileIsNotGivenTwice() {
        call("/first");
        CompletableFuture<String> leaves = call("/leaves");
        timers.clock().advance(Duration.ofSeconds(60)); // granted
        timers.clock().advance(Duration.ofSeconds(60)); // and full again
        leaves.cancel(true);
        call("/next");
        call("/last");
        turn();
        assertThat(sent).containsExactly("/first", "/next");
        timers.clock().advance(Duration.ofSeconds(60));
        turn();
        assertThat(sent).containsExactly("/first", "/next", "/last");
    }
}
