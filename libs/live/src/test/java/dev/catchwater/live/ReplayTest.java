package dev.catchwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
        int bound = 100_000;
        int listeners = 40;
        try (var stage = new Stage(knobs -> knobs.mostReplayed(bound).queue(bound));
                var threads = Executors.newCachedThreadPool()) {
            stage.tell(1, "x");
            var open = new AtomicInteger();
            var publisher = threads.submit(() -> {
                long id = 2;
                while (open.get() < listeners && id < bound) {
                    stage.tell(id++, "x");
                    stage.breathe();
                }
                stage.tell(id, "end");
                return id;
            });
            var random = new Random(42);
            var claims = new ArrayList<Future<Claim>>();
            for (int listener = 0; listener < listeners; listener++) {
                var newest = Long.parseLong(stage.hub.position().orElseThrow());
                var last = Math.max(0, newest - random.nextInt(50));
                claims.add(threads.submit(() -> listen(stage, last, open)));
            }
            var end = publisher.get();
            for (var claim : claims) {
                assertThat(claim.get().heard()).isEqualTo(ids(claim.get().last() + 1, end));
            }
        }
    }

    private record Claim(long last, List<String> heard) {}

    private static Claim listen(Stage stage, long last, AtomicInteger open) throws IOException {
        try (var ear = stage.ear("Last-Event-ID: " + last)) {
            ear.head();
            var heard = new ArrayList<String>();
            Ear.Heard next;
            do {
                next = ear.next();
                heard.add(next.id());
                if (heard.size() == 1) {
                    open.incrementAndGet();
                }
            } while (!next.data().equals("end"));
            return new Claim(last, heard);
        }
    }

    @Test
    void eventThatIsBothPastAndPresentIsToldOnce() throws Exception {
        var stage = new AtomicReference<Stage>();
        Replay<String> racing = (id, limit) -> Multi.createFrom().deferred(() -> {
            // Published after the listener joined, and in the store's answer all the same.
            stage.get().tell(2, "x");
            stage.get().tell(3, "x");
            return stage.get().past.after(id, limit);
        });
        stage.set(new Stage(knobs -> knobs.replay(racing)));
        try (var open = stage.get()) {
            open.tell(1, "x");
            try (var ear = open.ear("Last-Event-ID: 1")) {
                ear.head();
                assertThat(ear.events(2)).extracting(Ear.Heard::id).containsExactly("2", "3");
                open.tell(4, "x");
                assertThat(ear.next().id()).isEqualTo("4");
            }
        }
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
            try (var ear = stage.ear("Last-Event-ID: 20");
                    var behind = stage.ear("Last-Event-ID: 19")) {
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
