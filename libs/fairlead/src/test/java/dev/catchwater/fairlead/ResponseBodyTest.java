package dev.catchwater.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ResponseBodyTest {
    private static final HttpFailure LATE = new HttpFailure.TooLarge("the answer", 1);

    private final List<Outcome> ends = new ArrayList<>();
    private final AtomicInteger drops = new AtomicInteger();

    private ResponseBody watched(Multi<Buffer> source) {
        ResponseBody body = ResponseBody.of(source, drops::incrementAndGet);
        body.onEnd(ends::add);
        return body;
    }

    @Test
    void readingToTheEndSignalsCompletionWithItsBytesBeforeTheReaderHearsOfIt() {
        ResponseBody body = watched(Multi.createFrom().items(Buffer.buffer("abc"), Buffer.buffer("de")));
        List<Integer> endsSeenByReader = new ArrayList<>();
        body.stream()
                .onCompletion()
                .invoke(() -> endsSeenByReader.add(ends.size()))
                .subscribe()
                .with(chunk -> {});
        assertThat(ends).containsExactly(new Outcome.Completed(5));
        assertThat(endsSeenByReader).containsExactly(1);
    }

    @Test
    void aFailureOfTheSourceIsTheEndBeforeTheReaderHearsOfIt() {
        ResponseBody body = watched(Multi.createFrom().failure(LATE.asException()));
        List<Integer> seen = new ArrayList<>();
        body.stream()
                .onFailure()
                .invoke(() -> seen.add(ends.size()))
                .subscribe()
                .with(c -> {}, f -> {});
        assertThat(ends).containsExactly(new Outcome.Failed(LATE));
        assertThat(seen).containsExactly(1);
    }

    @Test
    void cancellingTheReaderCancelsTheSourceAndIsTheEndOnce() {
        AtomicInteger cancels = new AtomicInteger();
        ResponseBody body =
                watched(Multi.createFrom().<Buffer>nothing().onCancellation().invoke(cancels::incrementAndGet));
        var reading = body.stream().subscribe().with(chunk -> {});
        reading.cancel();
        body.cancel();
        body.abort(LATE);
        assertThat(ends).containsExactly(new Outcome.Cancelled());
        assertThat(cancels).hasValue(1);
    }

    @Test
    void anUnreadBodyThatIsGivenUpDropsItsExchangeOnceAndCanNoLongerBeRead() {
        ResponseBody body = watched(Multi.createFrom().item(Buffer.buffer("x")));
        body.cancel();
        body.cancel();
        assertThat(drops).hasValue(1);
        assertThat(ends).containsExactly(new Outcome.Cancelled());
        assertThatThrownBy(() -> Answers.get(body.bytes())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnreadBodyThatIsAbortedTellsItsLateReaderWhy() {
        ResponseBody body = watched(Multi.createFrom().item(Buffer.buffer("x")));
        body.abort(LATE);
        assertThat(drops).hasValue(1);
        assertThat(ends).containsExactly(new Outcome.Failed(LATE));
        assertThat(Answers.failureOf(body.bytes())).isEqualTo(LATE);
    }

    @Test
    void abortingABodyThatIsBeingReadFailsItsReaderAndStopsTheSource() {
        AtomicInteger cancels = new AtomicInteger();
        ResponseBody body =
                watched(Multi.createFrom().<Buffer>nothing().onCancellation().invoke(cancels::incrementAndGet));
        var reader = body.stream().subscribe().withSubscriber(AssertSubscriber.<Buffer>create(1));
        body.abort(LATE);
        reader.assertFailedWith(HttpException.class);
        assertThat(cancels).hasValue(1);
        assertThat(ends).containsExactly(new Outcome.Failed(LATE));
    }

    @Test
    void itIsReadOnlyOnce() {
        ResponseBody body = watched(Multi.createFrom().item(Buffer.buffer("x")));
        assertThat(Answers.get(body.bytes())).isEqualTo(Buffer.buffer("x"));
        assertThatThrownBy(() -> Answers.get(body.bytes())).isInstanceOf(IllegalStateException.class);
        assertThat(ends).hasSize(1);
    }

    @Test
    void anEmptyBodyHasEndedBeforeAnybodyReadsItAndStillCompletesItsReader() {
        ResponseBody body = ResponseBody.empty();
        body.onEnd(ends::add);
        assertThat(ends).containsExactly(new Outcome.Completed(0));
        body.cancel();
        assertThat(Answers.get(body.bytes())).isEqualTo(Buffer.buffer());
    }

    @Test
    void nothingReachesAReaderAfterItsCancellation() {
        AtomicReference<MultiEmitter<? super Buffer>> source = new AtomicReference<>();
        ResponseBody body = watched(Multi.createFrom().<Buffer>emitter(emitter -> source.set(emitter)));
        List<Buffer> got = new ArrayList<>();
        var reading = body.stream().subscribe().with(got::add);
        reading.cancel();
        source.get().emit(Buffer.buffer("late")).complete();
        assertThat(got).isEmpty();
        assertThat(ends).containsExactly(new Outcome.Cancelled());
    }

    @Test
    void discardGivesALongBodyUpInsteadOfReadingAllOfIt() {
        AtomicInteger produced = new AtomicInteger();
        ResponseBody body = watched(Multi.createBy()
                .repeating()
                .supplier(() -> Buffer.buffer(new byte[8 * 1024 + (produced.incrementAndGet() & 0)]))
                .indefinitely());
        Answers.get(body.discard());
        assertThat(ends).containsExactly(new Outcome.Cancelled());
        assertThat(produced.get()).isLessThan(20);
    }

    @Test
    void aChangedBodyEndsOnItsOwnAccountAndGivesTheOneBelowUpWithIt() {
        ResponseBody below = watched(Multi.createFrom().nothing());
        List<Outcome> above = new ArrayList<>();
        ResponseBody changed = below.through(chunks -> chunks);
        changed.onEnd(above::add);
        changed.cancel();
        assertThat(above).containsExactly(new Outcome.Cancelled());
        assertThat(ends).containsExactly(new Outcome.Cancelled());
        assertThat(drops).hasValue(1);
    }

    @Test
    void aFailureBelowEndsAnUnreadChangedBodyAtOnce() {
        ResponseBody below = watched(Multi.createFrom().nothing());
        List<Outcome> above = new ArrayList<>();
        below.through(chunks -> chunks).onEnd(above::add);
        below.abort(LATE);
        assertThat(above).containsExactly(new Outcome.Failed(LATE));
        assertThat(ends).containsExactly(new Outcome.Failed(LATE));
    }

    @Test
    void readersAbortsAndCancelsThatCrossOnThreadsEndItExactlyOnceAndAlwaysFreeTheExchange() throws Exception {
        Random random = new Random(41);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 3_000; round++) {
                Crossing crossing = new Crossing(random.nextInt(4));
                crossing.run(threads);
                assertThat(crossing.ended).as("ends in round %s", round).hasValue(1);
                assertThat(crossing.freed)
                        .as("source cancelled or dropped in round %s", round)
                        .hasValueGreaterThan(0);
                assertThat(crossing.terminals).as("signals to the reader").hasValueLessThanOrEqualTo(1);
            }
        }
    }

    /** A reader on one thread, an abort on the loop's and a cancel on a third. */
    private static final class Crossing {
        final AtomicInteger ended = new AtomicInteger();
        final AtomicInteger freed = new AtomicInteger();
        final AtomicInteger terminals = new AtomicInteger();
        private final CountDownLatch start = new CountDownLatch(1);
        private final ResponseBody body = ResponseBody.of(
                Multi.createFrom().<Buffer>nothing().onCancellation().invoke(freed::incrementAndGet),
                freed::incrementAndGet);
        private final List<Runnable> actions;

        Crossing(int kind) {
            body.onEnd(outcome -> ended.incrementAndGet());
            Runnable read = () -> body.stream()
                    .onFailure()
                    .invoke(terminals::incrementAndGet)
                    .subscribe()
                    .with(chunk -> {}, failure -> {});
            Runnable abort = () -> body.abort(LATE);
            actions = switch (kind) {
                case 0 -> List.of(read, abort);
                case 1 -> List.of(read, body::cancel);
                case 2 -> List.of(read, body::cancel, abort);
                default ->
                    List.of(
                            () -> {
                                if (!body.cancelUnread()) {
                                    body.cancel();
                                }
                            },
                            read,
                            abort);
            };
        }

        void run(ExecutorService threads) throws Exception {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable action : actions) {
                running.add(threads.submit(() -> {
                    start.await();
                    action.run();
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
