package dev.catchwater.fairlead.caching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Equal requests at the same time, where those who wait read the answer as it comes. */
class StreamedTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final HttpException CUT = new HttpFailure.Disconnected("http://origin.test:80", "cut").asException();

    private final ManualTimers timers = new ManualTimers();
    private final List<UniEmitter<? super Response>> asked = new ArrayList<>();
    private final AtomicReference<Outcome> end = new AtomicReference<>();
    private final CachingStage stage = new CachingStage(
            CachingPolicy.inMemory(1_000_000, 20_000).withCollapse(new CachingPolicy.Collapse(100, WAIT).asTheyCome()),
            timers,
            () -> Runnable::run,
            CallListener.NONE);

    private CompletableFuture<Response> start() {
        return stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add)).subscribeAsCompletionStage();
    }

    private UnicastProcessor<Buffer> answer(int which, String... headers) {
        UnicastProcessor<Buffer> body = UnicastProcessor.create();
        ResponseBody content = ResponseBody.of(body, () -> {});
        content.onEnd(end::set);
        asked.get(which).complete(new Response(ASK, 200, Headers.of(headers), content));
        return body;
    }

    private static AssertSubscriber<Buffer> reader(CompletableFuture<Response> response, long demand) {
        return response.join().body().stream().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static String read(AssertSubscriber<Buffer> reader) {
        return reader.getItems().stream().map(Buffer::toString).collect(Collectors.joining());
    }

    @Test
    void whoWaitsReadsTheAnswerAsItComesAndSoDoesWhoComesMeanwhile() {
        var leader = start();
        var second = start();
        var body = answer(0, "Cache-Control", "max-age=9", "X", "1");
        assertThat(second.join().headers().all("Cache-Status")).containsExactly("fairlead;fwd=uri-miss;collapsed");
        assertThat(second.join().headers().all("X")).containsExactly("1");
        var one = reader(leader, 9);
        var two = reader(second, 9);
        body.onNext(Buffer.buffer("a"));
        assertThat(read(one)).isEqualTo("a");
        assertThat(read(two)).isEqualTo("a");
        var three = reader(start(), 9);
        assertThat(read(three)).isEqualTo("a");
        body.onNext(Buffer.buffer("b"));
        body.onComplete();
        assertThat(List.of(one, two, three)).allSatisfy(each -> {
            each.assertCompleted();
            assertThat(read(each)).isEqualTo("ab");
        });
        var stored = start();
        assertThat(stored.join().headers().first("Cache-Status").orElse("")).startsWith("fairlead;hit");
        assertThat(asked).hasSize(1);
    }

    @Test
    void theFastestSetsThePaceAndNothingIsLostForTheOthers() {
        var slow = start();
        var fast = start();
        var body = answer(0, "Cache-Control", "max-age=9");
        var one = reader(slow, 1);
        var two = reader(fast, 9);
        for (String piece : List.of("a", "b", "c")) {
            body.onNext(Buffer.buffer(piece));
        }
        body.onComplete();
        assertThat(read(two)).isEqualTo("abc");
        assertThat(read(one)).isEqualTo("a");
        one.assertNotTerminated().request(9);
        one.assertCompleted();
        assertThat(read(one)).isEqualTo("abc");
    }

    @Test
    void aLeaderThatLeavesTakesNobodyWithItAndTheLastOneEndsIt() {
        var leader = start();
        var second = start();
        var body = answer(0, "Cache-Control", "max-age=9");
        var one = reader(leader, 9);
        var two = reader(second, 9);
        one.cancel();
        body.onNext(Buffer.buffer("a"));
        assertThat(read(two)).isEqualTo("a");
        assertThat(end.get()).isNull();
        two.cancel();
        assertThat(end.get()).isInstanceOf(Outcome.Cancelled.class);
        start();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAnswerThatBreaksOffBreaksOffForAllAndTheNextOneAsksAgain() {
        var leader = start();
        var second = start();
        var body = answer(0, "Cache-Control", "max-age=9");
        var one = reader(leader, 9);
        var two = reader(second, 9);
        body.onNext(Buffer.buffer("a"));
        body.onError(CUT);
        one.assertFailedWith(HttpException.class);
        two.assertFailedWith(HttpException.class);
        assertThat(read(two)).isEqualTo("a");
        start();
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatMayNotBeReusedIsReadByItsLeaderAlone() {
        start();
        start();
        answer(0, "Cache-Control", "no-store");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoIsNotMeantByVaryAsksForItself() {
        start();
        var other = stage.apply(
                        ASK.withHeader("Accept-Language", "de"),
                        sent -> Uni.createFrom().emitter(asked::add))
                .subscribeAsCompletionStage();
        answer(0, "Cache-Control", "max-age=9", "Vary", "Accept-Language");
        assertThat(asked).hasSize(2);
        assertThat(other).isNotDone();
    }

    /** Or what an origin takes longer for than anybody waits would be read by one at a time. */
    @Test
    void whatALeaderWhoWasOvertakenGetsIsReadByAllWhoWait() {
        var first = start();
        var second = start();
        var third = start();
        timers.clock().advance(WAIT);
        assertThat(asked).hasSize(2);
        var body = answer(0, "Cache-Control", "max-age=9");
        assertThat(third).isDone();
        var fourth = start();
        assertThat(fourth).isDone();
        var late = reader(third, 9);
        var later = reader(fourth, 9);
        var one = reader(first, 9);
        var own = answer(1, "Cache-Control", "max-age=9");
        var two = reader(second, 9);
        body.onNext(Buffer.buffer("a"));
        own.onNext(Buffer.buffer("b"));
        assertThat(List.of(read(one), read(late), read(later), read(two))).containsExactly("a", "a", "a", "b");
        assertThat(asked).hasSize(2);
    }

    @Test
    void nobodyJoinsAnAnswerThatHasStoppedComing() {
        var leader = start();
        answer(0, "Cache-Control", "max-age=9").onNext(Buffer.buffer("a"));
        reader(leader, 9);
        timers.clock().advance(WAIT);
        start();
        assertThat(asked).hasSize(2);
    }

    @Test
    void ofWhatIsLongerThanIsHeldWhoFallsBehindLosesTheRest() {
        var slow = start();
        var fast = start();
        var body = answer(0, "Cache-Control", "max-age=9");
        var one = reader(slow, 1);
        var two = reader(fast, 99);
        for (int i = 0; i < 5; i++) {
            body.onNext(Buffer.buffer(new byte[8_000]));
        }
        one.assertFailedWith(HttpException.class);
        two.assertNotTerminated();
        start();
        assertThat(asked).hasSize(2);
        body.onComplete();
        two.assertCompleted();
        assertThat(two.getItems().stream().mapToInt(Buffer::length).sum()).isEqualTo(40_000);
    }
}
