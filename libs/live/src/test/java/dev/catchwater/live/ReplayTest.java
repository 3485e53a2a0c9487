package dev.catchwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static List<String> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }

    @Test
    void nothingIsMissedOrDoubledWhereThePastMeetsThePresent() throws Exception {
        int total = 3_000;
        try (var stage = new Stage(knobs -> knobs.mostReplayed(total).queue(total));
                var threads = Executors.newCachedThreadPool()) {
            stage.tell(1, "x");
            var random = new Random(42);
            var heard = new java.util.ArrayList<Future<List<String>>>();
            var publisher = threads.submit(() -> LongStream.rangeClosed(2, total).forEach(id -> stage.tell(id, "x")));
            for (int listener = 0; listener < 40; listener++) {
                var newest = Long.parseLong(stage.hub.position().orElseThrow());
                var last = random.nextLong(newest + 1);
                Callable<List<String>> all = () -> {
                    try (var ear = stage.ear("Last-Event-ID: " + last)) {
                        ear.head();
                        return ear.events((int) (total - last)).stream().map(Ear.Heard::id).toList();
                    }
                };
                heard.add(threads.submit(all));
                var first = last + 1;
                heard.set(listener, map(heard.get(listener), ids(first, total)));
            }
            publisher.get();
            for (var one : heard) {
                assertThat(one.get()).isEmpty();
            }
        }
    }

    // What was heard although not expected, or expected and not heard, in order: empty is right.
    private static Future<List<String>> map(Future<List<String>> heard, List<String> expected) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                var ids = heard.get();
                return ids.equals(expected) ? List.of() : ids;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void burstDuringASlowReplayIsToldInFull() throws Exception {
        var gate = new CompletableFuture<Void>();
        var asked = new AtomicInteger();
        var stage = new AtomicReference<Stage>();
        Replay<String> slow = (id, limit) -> asked.incrementAndGet() == 1
                ? Multi.createFrom()
                        .completionStage(gate)
                        .onItem()
                        .disjoint()
                        .onCompletion()
                        .switchTo(() -> stage.get().past.after(id, 3))
                        .onItem()
                        .castTo(eventType())
                : stage.get().past.after(id, limit);
        stage.set(new Stage(knobs -> knobs.queue(8).replay(slow)));
        try (var open = stage.get()) {
            LongStream.rangeClosed(1, 3).forEach(id -> open.tell(id, "x"));
            try (var ear = open.ear("Last-Event-ID: 0")) {
                await().until(() -> asked.get() == 1);
                LongStream.rangeClosed(4, 103).forEach(id -> open.tell(id, "x"));
                gate.complete(null);
                ear.head();
                assertThat(ear.events(103)).extracting(Ear.Heard::id).containsExactlyElementsOf(ids(1, 103));
                assertThat(asked.get()).isGreaterThan(1);
                open.tell(104, "x");
                assertThat(ear.next().id()).isEqualTo("104");
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Class<LiveEvent<String>> eventType() {
        return (Class) LiveEvent.class;
    }

    @Test
    void unknownPositionResetsAndTheStreamGoesOn() throws Exception {
        try (var stage = new Stage(knobs -> knobs)) {
            LongStream.rangeClosed(1, 50).forEach(id -> stage.tell(id, "x"));
            stage.past.forgetUpTo(40);
            for (var last : List.of("39", "never-issued", "5000")) {
                try (var ear = stage.ear("Last-Event-ID: " + last)) {
                    ear.head();
                    assertThat(ear.next()).isEqualTo(new Ear.Heard(ear.lastEventId, "reset", "{}"));
                    var next = Long.parseLong(stage.hub.position().orElseThrow()) + 1;
                    stage.tell(next, "y");
                    assertThat(ear.next().id()).isEqualTo(Long.toString(next));
                }
            }
            assertThat(stage.signals).contains(new LiveSignal.Reset("39"));
            try (var ear = stage.ear("Last-Event-ID: 40")) {
                ear.head();
                assertThat(ear.next().id()).isEqualTo("41");
            }
        }
    }

    @Test
    void tooLongAPastResetsInsteadOfFloodingTheListener() throws Exception {
        try (var stage = new Stage(knobs -> knobs.mostReplayed(10))) {
            LongStream.rangeClosed(1, 30).forEach(id -> stage.tell(id, "x"));
            try (var ear = stage.ear("Last-Event-ID: 20"); var behind = stage.ear("Last-Event-ID: 19")) {
                ear.head();
                assertThat(ear.events(10)).extracting(Ear.Heard::id).containsExactlyElementsOf(ids(21, 30));
                behind.head();
                assertThat(behind.events(10)).extracting(Ear.Heard::id).containsExactlyElementsOf(ids(20, 29));
                assertThat(behind.next().type()).isEqualTo("reset");
            }
        }
    }

    @Test
    void failedOrSilentReplayEndsTheConnectionSoThatTheListenerComesBack() throws Exception {
        for (Replay<String> broken : List.<Replay<String>>of(
                (id, limit) -> Multi.createFrom().failure(new IllegalStateException("store is away")),
                (id, limit) -> Multi.createFrom().nothing())) {
            try (var stage = new Stage(knobs -> knobs.replay(broken).heartbeat(Duration.ofMillis(50)));
                    var ear = stage.ear("Last-Event-ID: 1")) {
                ear.head();
                assertThatThrownBy(ear::next).isInstanceOf(java.io.IOException.class);
                await().until(() -> stage.signals.contains(new LiveSignal.Left(LiveSignal.Reason.REPLAY_FAILED, 0)));
            }
        }
    }
}
