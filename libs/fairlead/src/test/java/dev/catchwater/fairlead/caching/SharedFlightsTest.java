package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
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
import dev.catchwater.fairlead.store.SharedFlights.Ending;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Equal requests in several processes, of which this is one. */
class SharedFlightsTest {
    private static final Request ASK = Request.get("http://origin.test/a");

    private final ManualTimers timers = new ManualTimers();
    private final MemoryStore store = new MemoryStore(1_000_000, 1_000);
    private final List<UniEmitter<? super Boarding>> boarding = new ArrayList<>();
    private final List<UniEmitter<? super Response>> asked = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final CachingStage stage = stage(CachingPolicy.of(CachePolicy.PRIVATE, store)
            .withFlights((key, patience) -> Uni.createFrom().emitter(boarding::add)));

    private CachingStage stage(CachingPolicy policy) {
        return new CachingStage(policy, timers, () -> Runnable::run, CallListener.NONE);
    }

    private Uni<Response> send(CachingStage through) {
        return through.apply(ASK, sent -> Uni.createFrom().emitter(asked::add));
    }

    private CompletableFuture<Response> start() {
        return send(stage).subscribeAsCompletionStage();
    }

    private void answer(String... headers) {
        asked.getLast().complete(Answers.of(ASK, 200, Headers.of(headers), "one"));
    }

    private void lead() {
        boarding.getLast().complete(new Boarding.Lead(endings::add, false));
    }

    private static String text(CompletableFuture<Response> response) {
        return get(response.join().text());
    }

    @Test
    void oneOfThisProcessAsksForAllOfThem() {
        start();
        start();
        assertThat(boarding).hasSize(1);
        assertThat(asked).isEmpty();
        assertThat(stage.waiting()).isEqualTo(1);
    }

    @Test
    void whoLeadsFetchesAndSaysWhenItIsStored() {
        var leader = start();
        var second = start();
        lead();
        assertThat(asked).hasSize(1);
        answer("Cache-Control", "max-age=9");
        assertThat(endings).isEmpty();
        assertThat(text(leader)).isEqualTo("one");
        assertThat(endings).containsExactly(Ending.STORED);
        assertThat(text(second)).isEqualTo("one");
    }

    @Test
    void whatIsNotForOthersIsSaidAtOnce() {
        start();
        lead();
        answer("Cache-Control", "no-store");
        assertThat(endings).containsExactly(Ending.UNSHARED);
    }

    @Test
    void anothersAnswerIsForAllWhoWaitHere() {
        var first = start();
        var second = start();
        var elsewhere =
                send(stage(CachingPolicy.of(CachePolicy.PRIVATE, store))).subscribeAsCompletionStage();
        answer("Cache-Control", "max-age=9");
        text(elsewhere);
        boarding.getFirst().complete(new Boarding.Stored());
        assertThat(text(first)).isEqualTo("one");
        assertThat(text(second)).isEqualTo("one");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoLeadsAfterAWaitLooksAgainBeforeItAsks() {
        var first = start();
        var second = start();
        var elsewhere =
                send(stage(CachingPolicy.of(CachePolicy.PRIVATE, store))).subscribeAsCompletionStage();
        answer("Cache-Control", "max-age=9");
        text(elsewhere);
        boarding.getFirst().complete(new Boarding.Lead(endings::add, true));
        assertThat(asked).hasSize(1);
        assertThat(text(first)).isEqualTo("one");
        assertThat(text(second)).isEqualTo("one");
        assertThat(endings).containsExactly(Ending.STORED);
    }

    @Test
    void whoLeadsAfterAWaitForNothingAsks() {
        var first = start();
        boarding.getFirst().complete(new Boarding.Lead(endings::add, true));
        answer("Cache-Control", "max-age=9");
        assertThat(text(first)).isEqualTo("one");
        assertThat(endings).containsExactly(Ending.STORED);
    }

    @Test
    void aProcessThatGoesAloneStillCollapsesItsOwn() {
        var first = start();
        var second = start();
        boarding.getFirst().complete(new Boarding.Alone());
        answer("Cache-Control", "max-age=9");
        assertThat(text(first)).isEqualTo("one");
        assertThat(text(second)).isEqualTo("one");
        assertThat(asked).hasSize(1);
        assertThat(endings).isEmpty();
    }

    @Test
    void whoIsCancelledWhileItAsksHandsOver() {
        var first = send(stage).subscribe().with(response -> {});
        start();
        first.cancel();
        assertThat(boarding).hasSize(2);
        assertThat(stage.waiting()).isZero();
    }

    @Test
    void aLeaderThatIsGivenUpSaysSo() {
        var first = send(stage).subscribe().with(response -> {});
        lead();
        first.cancel();
        assertThat(endings).containsExactly(Ending.GIVEN_UP);
    }
}
