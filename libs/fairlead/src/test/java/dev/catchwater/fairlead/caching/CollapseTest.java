package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Equal requests at the same time. */
class CollapseTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final ManualTimers timers = new ManualTimers();
    private final List<UniEmitter<? super Response>> asked = new ArrayList<>();
    private Executor here = Runnable::run;
    private final CachingStage stage = new CachingStage(
            CachingPolicy.inMemory(1_000_000, 1_000).withCollapse(new CachingPolicy.Collapse(3, WAIT)),
            timers,
            () -> here,
            CallListener.NONE);

    private Uni<Response> send(Request request) {
        return stage.apply(request, sent -> Uni.createFrom().emitter(asked::add));
    }

    private CompletableFuture<Response> start() {
        return send(ASK).subscribeAsCompletionStage();
    }

    private void answer(int which, String body, String... headers) {
        asked.get(which).complete(Answers.of(ASK, 200, Headers.of(headers), body));
    }

    private static String text(CompletableFuture<Response> response) {
        return get(response.join().text());
    }

    @Test
    void oneAnswerIsEnoughForAll() {
        var leader = start();
        var second = start();
        var third = start();
        assertThat(asked).hasSize(1);
        answer(0, "one", "Cache-Control", "max-age=9");
        assertThat(second).isNotDone();
        assertThat(text(leader)).isEqualTo("one");
        assertThat(text(second)).isEqualTo("one");
        assertThat(text(third)).isEqualTo("one");
        assertThat(third.join().headers().all("Cache-Status")).containsExactly("fairlead;hit;ttl=9;collapsed");
        assertThat(asked).hasSize(1);
        assertThat(stage.waiting()).isZero();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void aFailureIsTheLeadersOwnAndTheNextOneLeads() {
        var leader = start();
        start();
        start();
        HttpException failure = new HttpFailure.Refused("http://origin.test:80", "refused").asException();
        asked.getFirst().fail(failure);
        assertThat(leader).isCompletedExceptionally();
        assertThat(asked).hasSize(2);
        assertThat(stage.waiting()).isEqualTo(1);
    }

    @Test
    void aLeaderThatIsGivenUpHandsOverToTheFirstWhoWaits() {
        var leader = send(ASK).subscribe().with(response -> {});
        var second = start();
        var third = start();
        leader.cancel();
        assertThat(asked).hasSize(2);
        assertThat(stage.waiting()).isEqualTo(1);
        answer(1, "one", "Cache-Control", "max-age=9");
        assertThat(text(second)).isEqualTo("one");
        assertThat(text(third)).isEqualTo("one");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLeaderThatGivesUpItsBodyHandsOverToo() {
        var leader = start();
        var second = start();
        answer(0, "one", "Cache-Control", "max-age=9");
        leader.join().body().cancel();
        assertThat(asked).hasSize(2);
        answer(1, "two", "Cache-Control", "max-age=9");
        assertThat(text(second)).isEqualTo("two");
    }

    @Test
    void aWaiterThatIsCancelledLeaves() {
        start();
        var waiter = send(ASK).subscribe().with(response -> {});
        assertThat(stage.waiting()).isEqualTo(1);
        waiter.cancel();
        assertThat(stage.waiting()).isZero();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void moreThanTheBoundDoNotWait() {
        for (int i = 0; i < 5; i++) {
            start();
        }
        assertThat(asked).hasSize(2);
        assertThat(stage.waiting()).isEqualTo(3);
    }

    @Test
    void whoWantsItsOwnAnswerDoesNotWait() {
        start();
        send(ASK.withHeader("Cache-Control", "no-cache")).subscribeAsCompletionStage();
        send(ASK.withHeader("Range", "bytes=0-1")).subscribeAsCompletionStage();
        send(ASK.withHeader("If-None-Match", "\"1\"")).subscribeAsCompletionStage();
        send(ASK.withHeader("Cache-Control", "no-store")).subscribeAsCompletionStage();
        send(Request.get("http://origin.test/b")).subscribeAsCompletionStage();
        send(ASK.withHeader("Authorization", "a")).subscribeAsCompletionStage();
        assertThat(stage.waiting()).isEqualTo(1);
        assertThat(asked).hasSize(6);
    }

    @Test
    void validationsAreCollapsedAsWell() {
        var first = start();
        answer(0, "one", "Cache-Control", "max-age=9", "ETag", "\"1\"");
        text(first);
        timers.clock().advance(Duration.ofSeconds(9));
        var second = start();
        var third = start();
        assertThat(asked).hasSize(2);
        asked.get(1).complete(Answers.of(ASK, 304, "ETag", "\"1\""));
        assertThat(text(second)).isEqualTo("one");
        assertThat(text(third)).isEqualTo("one");
        assertThat(asked).hasSize(2);
    }

    @Test
    void eachWaiterGoesOnWhereItCameFrom() {
        start();
        List<Runnable> mine = new ArrayList<>();
        here = mine::add;
        var waiter = start();
        // Looking into the store ends on its own executor, and so does waiting.
        mine.removeFirst().run();
        here = Runnable::run;
        answer(0, "one", "Cache-Control", "no-store");
        assertThat(asked).hasSize(1);
        assertThat(mine).hasSize(1);
        mine.removeFirst().run();
        assertThat(asked).hasSize(2);
        assertThat(waiter).isNotDone();
    }
}
