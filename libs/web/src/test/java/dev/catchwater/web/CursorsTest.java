package dev.catchwater.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CursorsTest {
    private final Secret secret = Secret.of("0123456789abcdef0123456789abcdef");
    private final Cursors.Codec timeline = new Cursors(secret).of("timeline");

    @Test
    void sealedPositionOpensOnEveryReplicaWithTheKey() {
        var other = new Cursors(Secret.of("0123456789abcdef0123456789abcdef")).of("timeline");
        assertThat(other.open(timeline.seal("2026-11-22T00:00:00Z/é/42"))).contains("2026-11-22T00:00:00Z/é/42");
        assertThat(timeline.open(timeline.seal(""))).contains("");
    }

    @Test
    void cursorOfAnotherListOrKeyDoesNotOpen() {
        var foreign = new Cursors(Secret.of("abcdefabcdefabcdefabcdefabcdefab")).of("timeline");
        assertThat(timeline.open(new Cursors(secret).of("posts").seal("42"))).isEmpty();
        assertThat(timeline.open(foreign.seal("42"))).isEmpty();
    }

    @Test
    void noSingleAlteredCharacterGoesUnnoticed() {
        var cursor = timeline.seal("42");
        for (int at = 0; at < cursor.length(); at++) {
            for (char c : "AQgw_-9".toCharArray()) {
                var altered = cursor.substring(0, at) + c + cursor.substring(at + 1);
                if (!altered.equals(cursor)) {
                    assertThat(timeline.open(altered)).as(altered).isEmpty();
                }
            }
        }
    }

    @Test
    void garbageAndOversizeDoNotOpen() {
        for (var text : new String[] {"", "A", "====", "not base64!", "A".repeat(100_000), "é"}) {
            assertThat(timeline.open(text)).isEmpty();
        }
        assertThat(timeline.open(timeline.seal("x".repeat(Cursors.LONGEST)))).isPresent();
        assertThatThrownBy(() -> timeline.seal("x".repeat(Cursors.LONGEST + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shortSecretIsRefusedAndNeverRepeated() {
        assertThatThrownBy(() -> Secret.of("hunter2")).hasMessageNotContaining("hunter2");
        assertThat(secret).hasToString("Secret[redacted]");
    }
}
