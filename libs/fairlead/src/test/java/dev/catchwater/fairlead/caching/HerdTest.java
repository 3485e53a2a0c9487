package dev.catchwater.fairlead.caching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.SharedFlights.Boarding;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Another process' answer is said to be stored, and is not to be found here. */
class HerdTest {
    private static final Request ASK = Request.get("http://origin.test/a");

    private final MemoryStore store = new MemoryStore(1_000_000, 1_000);
    private final List<UniEmitter<? super Boarding>> boarding = new ArrayList<>();
    private final List<UniEmitter<? super Response>> asked = new ArrayList<>();
    private final List<CompletableFuture<String>> answers = new ArrayList<>();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.of(CachePolicy.PRIVATE, store)
                    .withFlights((key, patience) -> Uni.createFrom().emitter(boarding::add)),
            new ManualTimers(),
            () -> Runnable::run,
            CallListener.NONE);

    @Test
    void oneOfThisProcessAsksForAllWhereTheAnswerIsNotFound() {
        for (int i = 0; i < 50; i++) {
            answers.add(stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add))
                    .flatMap(Response::text)
                    .subscribeAsCompletionStage());
        }
        boarding.getFirst().complete(new Boarding.Stored());
        assertThat(asked).as("requests to the origin").hasSize(1);
        asked.getFirst().complete(Answers.of(ASK, 200, Headers.of("Cache-Control", "max-age=9"), "one"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue("one"));
        assertThat(asked).hasSize(1);
    }
}
