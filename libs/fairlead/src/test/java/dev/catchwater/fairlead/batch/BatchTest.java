package dev.catchwater.fairlead.batch;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final HttpFailure BROKEN = new HttpFailure.Disconnected("http://upstream.test:80", "reset");

    private final Map<Integer, UniEmitter<? super Response>> flying = new HashMap<>();
    private final List<Integer> begun = new ArrayList<>();
    private final List<Integer> cancelled = new ArrayList<>();
    private final Next client = request -> Uni.createFrom().emitter(emitter -> {
        int index = index(request);
        begun.add(index);
        flying.put(index, emitter);
        emitter.onTermination(() -> {
            if (flying.remove(index) != null) {
                cancelled.add(index);
            }
        });
    });

    private static List<Request> requests(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Request.get("http://upstream.test/" + i))
                .toList();
    }

    private static int index(Request request) {
        return Integer.parseInt(request.uri().getPath().substring(1));
    }

    private void answer(int index) {
        flying.remove(index)
                .complete(
                        Answers.of(Request.get("http://upstream.test/" + index), 200, Headers.none(), "body " + index));
    }

    private void fail(int index) {
        flying.remove(index).fail(BROKEN.asException());
    }

    private AssertSubscriber<BatchResult<String>> read(Multi<BatchResult<String>> results, long demand) {
        return results.subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static List<Integer> indexes(AssertSubscriber<BatchResult<String>> reader) {
        return reader.getItems().stream().map(BatchResult::index).toList();
    }

    @Test
    void resultsComeAsTheyAreCompletedAndAFailureIsOneOfThem() {
        var reader = read(Batch.asCompleted(client, requests(3), 3, Response::text), Long.MAX_VALUE);
        answer(2);
        fail(0);
        answer(1);
        reader.assertCompleted();
        assertThat(reader.getItems())
                .containsExactly(
                        new BatchResult.Done<>(2, reader.getItems().get(0).request(), "body 2"),
                        new BatchResult.Failed<>(0, reader.getItems().get(1).request(), BROKEN),
                        new BatchResult.Done<>(1, reader.getItems().get(2).request(), "body 1"));
    }

    @Test
    void inOrderTheFirstIsWaitedFor() {
        var reader = read(Batch.inOrder(client, requests(4), 3, Response::text), Long.MAX_VALUE);
        answer(2);
        fail(1);
        assertThat(reader.getItems()).isEmpty();
        assertThat(begun).as("what waits for the first counts, too").containsExactly(0, 1, 2);
        answer(0);
        assertThat(indexes(reader)).containsExactly(0, 1, 2);
        answer(3);
        reader.assertCompleted();
    }

    @Test
    void aReaderThatTakesNothingStopsTheSending() {
        var reader = read(Batch.asCompleted(client, requests(100), 4, Response::text), 0);
        for (int i = 0; i < 4; i++) {
            answer(i);
        }
        assertThat(begun).hasSize(4);
        reader.request(1);
        assertThat(begun).hasSize(5);
        assertThat(indexes(reader)).containsExactly(0);
    }

    @Test
    void cancellingCancelsWhatIsInFlightAndBeginsNothingMore() {
        var reader = read(Batch.asCompleted(client, requests(100), 3, Response::text), Long.MAX_VALUE);
        answer(1);
        reader.cancel();
        assertThat(cancelled).containsExactlyInAnyOrder(0, 2, 3);
        assertThat(begun).hasSize(4);
        assertThat(flying).isEmpty();
    }

    @Test
    void aBodyThatBreaksOrAReaderThatThrowsIsAFailureOfItsOwnCallAlone() {
        var reader = read(
                Batch.asCompleted(client, requests(2), 1, response -> {
                    if (index(response.request()) == 0) {
                        throw new IllegalStateException("secret");
                    }
                    response.body().abort(BROKEN);
                    return response.text();
                }),
                Long.MAX_VALUE);
        answer(0);
        answer(1);
        reader.assertCompleted();
        assertThat(reader.getItems()).allSatisfy(result -> assertThat(result).isInstanceOf(BatchResult.Failed.class));
        assertThat(reader.getItems().toString()).doesNotContain("secret");
    }

    @Test
    void anIteratorThatThrowsFailsTheBatchAndStopsTheRest() {
        Iterator<Request> broken = Stream.concat(requests(2).stream(), Stream.generate(() -> {
                    throw new IllegalStateException("no more");
                }))
                .map(Request.class::cast)
                .iterator();
        var reader = read(Batch.asCompleted(client, () -> broken, 5, Response::text), Long.MAX_VALUE);
        reader.assertFailedWith(IllegalStateException.class, "no more");
        assertThat(cancelled).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void nothingToSendIsDoneAtOnceAndNoConcurrencyIsRefused() {
        read(Batch.inOrder(client, List.of(), 1, Response::text), 0).assertCompleted();
        assertThatThrownBy(() -> Batch.inOrder(client, List.of(), 0, Response::text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersThatComeAtOnceDoNotGrowTheStack() {
        Next instant = request -> Uni.createFrom().item(() -> Answers.of(request, 204));
        assertThat(get(Batch.inOrder(instant, requests(20_000), 2, Response::text)
                        .collect()
                        .asList()))
                .hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void onAnyThreadsEveryCallHasOneResultAndTheConcurrencyIsKept(long seed) {
        Random random = new Random(seed);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Next elsewhere = request -> Uni.createFrom()
                .item(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    return Answers.of(request, 200, Headers.none(), "x");
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onItem()
                .invoke(now::decrementAndGet);
        for (int run = 0; run < 50; run++) {
            boolean inOrder = random.nextBoolean();
            int count = random.nextInt(200);
            var results = inOrder
                    ? Batch.inOrder(elsewhere, requests(count), 7, Response::text)
                    : Batch.asCompleted(elsewhere, requests(count), 7, Response::text);
            var indexes = get(results.map(BatchResult::index).collect().asList());
            assertThat(inOrder ? indexes : indexes.stream().sorted().toList())
                    .isEqualTo(IntStream.range(0, count).boxed().toList());
        }
        assertThat(most.get()).isBetween(1, 7);
    }
}
