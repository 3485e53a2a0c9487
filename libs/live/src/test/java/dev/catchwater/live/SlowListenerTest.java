package dev.catchwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SlowListenerTest {
    private static final String BODY = "x".repeat(10_000);
    private static final Pattern GAP = Pattern.compile("\\{\"from\":\"(\\d+)\",\"to\":\"(\\d+)\",\"count\":(\\d+)}");

    @Test
    void excessBecomesOneGapInPlaceAndEveryEventIsAccountedFor() throws Exception {
        try (var stage = new Stage(knobs -> knobs.queue(16));
                var ear = stage.ear()) {
            await().until(() -> stage.hub.listeners() == 1);
            ear.head();
            int total = 2_000;
            for (int id = 1; id <= total; id++) {
                stage.tell(id, BODY);
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.signals.stream().anyMatch(LiveSignal.Coalesced.class::isInstance));
            var gaps = new ArrayList<String>();
            int next = 1;
            while (next <= total) {
                var heard = ear.next();
                if (heard.type().equals("gap")) {
                    var gap = GAP.matcher(heard.data());
                    assertThat(gap.matches()).as(heard.data()).isTrue();
                    assertThat(gap.group(1)).isEqualTo(Integer.toString(next));
                    assertThat(heard.id()).isEqualTo(gap.group(2));
                    assertThat(Integer.parseInt(gap.group(3))).isEqualTo(Integer.parseInt(gap.group(2)) - next + 1);
                    next = Integer.parseInt(gap.group(2)) + 1;
                    gaps.add(heard.data());
                } else {
                    assertThat(heard.id()).isEqualTo(Integer.toString(next++));
                }
            }
            assertThat(gaps).isNotEmpty();
        }
    }

    @Test
    void whoTakesNothingForTwoHeartbeatsIsCutOffAndOthersDoNotNotice() throws Exception {
        try (var stage = new Stage(knobs -> knobs.queue(16).heartbeat(Duration.ofMillis(200)));
                var slow = stage.ear();
                var quick = stage.ear()) {
            await().until(() -> stage.hub.listeners() == 2);
            quick.head();
            for (int id = 1; id <= 2_000; id++) {
                stage.tell(id, BODY);
                if (id % 10 == 0) {
                    while (!quick.lastEventId.equals(Integer.toString(id))) {
                        quick.next();
                    }
                }
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.signals.contains(new LiveSignal.Left(LiveSignal.Reason.STALLED, 1)));
            assertThat(stage.hub.listeners()).isEqualTo(1);
            assertThat(slow.head()).startsWith("HTTP/1.1 200");
        }
    }
}
