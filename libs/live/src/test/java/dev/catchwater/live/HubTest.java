package dev.catchwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
    private Stage stage;

    private void stage(UnaryOperator<HubBuilder<String>> knobs) throws Exception {
        stage = new Stage(knobs);
    }

    @AfterEach
    void close() {
        if (stage != null) {
            stage.close();
        }
    }

    private void await(int listeners) {
        await_(() -> assertThat(stage.hub.listeners()).isEqualTo(listeners));
    }

    private static void await_(org.awaitility.core.ThrowingRunnable claim) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(claim);
    }

    @Test
    void allListenersHearAnEventThatWasEncodedOnce() throws Exception {
        stage(knobs -> knobs);
        try (var one = stage.ear();
                var two = stage.ear();
                var three = stage.ear()) {
            await(3);
            stage.tell(1, "{\"text\":\"é\"}");
            stage.tell(2, "a\r\nb\nc\r");
            for (var ear : new Ear[] {one, two, three}) {
                assertThat(ear.head())
                        .startsWith("HTTP/1.1 200")
                        .containsIgnoringCase("content-type: text/event-stream")
                        .containsIgnoringCase("cache-control: no-store");
                assertThat(ear.events(2))
                        .containsExactly(
                                new Ear.Heard("1", "post", "{\"text\":\"é\"}"),
                                new Ear.Heard("2", "post", "a\nb\nc\n"));
                assertThat(ear.retry).isEqualTo("3000");
            }
            assertThat(stage.encoded).hasValue(2);
        }
    }

    @Test
    void listenerIsToldAtOnceWhereItStands() throws Exception {
        stage(knobs -> knobs);
        stage.hub.startAt("41");
        try (var ear = stage.ear()) {
            await(1);
            stage.tell(42, "x");
            ear.head();
            assertThat(ear.next().id()).isEqualTo("42");
        }
        stage.tell(43, "away");
        try (var ear = stage.ear()) {
            await_(() -> assertThat(stage.signals.stream().filter(LiveSignal.Joined.class::isInstance))
                    .hasSize(2));
            ear.head();
            stage.hub.close();
            assertThatThrownBy(ear::next).isInstanceOf(IOException.class);
            assertThat(ear.lastEventId).isEqualTo("43");
        }
    }

    @Test
    void eventOutOfOrderIsRefusedAndReported() throws Exception {
        stage(knobs -> knobs);
        assertThat(stage.hub.publish(stage.past.add(2, "b"))).isTrue();
        assertThat(stage.hub.publish(stage.past.add(1, "a"))).isFalse();
        assertThat(stage.hub.publish(stage.past.add(2, "b"))).isFalse();
        assertThat(stage.signals).contains(new LiveSignal.OutOfOrder("1", "2"));
        assertThat(stage.hub.position()).contains("2");
    }

    @Test
    void filterIsAppliedToPastAndPresent() throws Exception {
        stage(knobs -> knobs);
        LongStream.rangeClosed(1, 6).forEach(id -> stage.tell(id, id % 2 == 0 ? "even" : "odd"));
        try (var ear = Ear.open(stage.port(), "/stream?word=even&lastEventId=2")) {
            ear.head();
            assertThat(ear.events(2)).extracting(Ear.Heard::id).containsExactly("4", "6");
            stage.tell(7, "odd");
            stage.tell(8, "even");
            assertThat(ear.next().id()).isEqualTo("8");
        }
    }

    @Test
    void failingFilterCostsItsOwnListenerOnly() throws Exception {
        stage(knobs -> knobs);
        try (var bad = Ear.open(stage.port(), "/stream?word=boom");
                var good = stage.ear()) {
            await(2);
            stage.tell(1, "boom");
            good.head();
            assertThat(good.next().id()).isEqualTo("1");
            await(1);
            assertThat(stage.signals).contains(new LiveSignal.Left(LiveSignal.Reason.FILTER_FAILED, 1));
            assertThat(bad.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void heartbeatsKeepAnIdleStreamAlive() throws Exception {
        stage(knobs -> knobs.heartbeat(Duration.ofMillis(20)));
        try (var ear = stage.ear()) {
            await(1);
            ear.head();
            var told = new java.util.concurrent.atomic.AtomicLong();
            while (ear.comments.size() < 3) {
                stage.tell(told.incrementAndGet(), "x");
                ear.next();
            }
        }
    }

    @Test
    void whoIsNotLetInIsTold() throws Exception {
        stage(knobs -> knobs.mostListeners(1));
        try (var first = stage.ear();
                var post = Ear.open(stage.port(), "/closed")) {
            await(1);
            assertThat(post.head()).startsWith("HTTP/1.1 401");
            assertThat(Ear.open(stage.port(), "/stream").head())
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 5");
            assertThat(Ear.open(stage.port(), "/stream?word=bad").head()).startsWith("HTTP/1.1 400");
            assertThat(Ear.open(stage.port(), "/stream?lastEventId=" + "9".repeat(257))
                            .head())
                    .startsWith("HTTP/1.1 400");
            assertThat(first.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void closingEndsTheStreams() throws Exception {
        stage(knobs -> knobs);
        try (var ear = stage.ear()) {
            await(1);
            ear.head();
            stage.hub.close();
            assertThatThrownBy(ear::next).hasMessage("ended");
            await(0);
        }
    }

    @Test
    void thousandsComeAndGoAndNothingIsLeft() throws Exception {
        stage(knobs -> knobs);
        for (int round = 0; round < 30; round++) {
            var ears = new Ear[100];
            for (int at = 0; at < ears.length; at++) {
                ears[at] = round % 2 == 0 ? stage.ear() : stage.ear("Last-Event-ID: 0");
            }
            stage.tell(round + 1, "x");
            for (var ear : ears) {
                ear.close();
            }
        }
        await_(() -> {
            assertThat(stage.signals.stream().filter(LiveSignal.Left.class::isInstance))
                    .hasSize(3000);
            assertThat(stage.hub.listeners()).isZero();
            assertThat(stage.hub.loops()).isZero();
        });
    }
}
