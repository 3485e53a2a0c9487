package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictnessTest {
    private static final String SOUND = "\r\nGET /a?b=c HTTP/1.1\r\nHost: a\r\nX:\t1 \r\n\r\n"
            + "POST /b HTTP/1.1\r\nhost: a\r\nContent-Length: 5\r\n\r\nhello"
            + "PUT /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "5;x=\"y\"\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer-Field: x\r\n\r\n"
            + "M-SEARCH * HTTP/1.0\r\n\r\n"
            + "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n";

    private static int read(Strictness strictness, String bytes) {
        return strictness.read(Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1)), false);
    }

    @Test
    void soundMessagesPassHoweverTheyAreCut() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            Strictness strictness = new Strictness(1_000);
            int at = 0;
            while (at < SOUND.length()) {
                int end = Math.min(SOUND.length(), at + 1 + random.nextInt(40));
                assertThat(read(strictness, SOUND.substring(at, end))).isEqualTo(end - at);
                assertThat(strictness.refusal()).isNull();
                at = end;
            }
            assertThat(strictness.isBetween()).isTrue();
            assertThat(strictness.heads()).isEqualTo(5);
        }
    }

    @Test
    void messagesThatComeTogetherCanBeReadOneByOne() {
        Strictness strictness = new Strictness(1_000);
        ByteBuf bytes = Unpooled.wrappedBuffer(SOUND.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.isReadable()) {
            int before = strictness.heads();
            bytes.skipBytes(strictness.read(bytes, true));
            assertThat(strictness.isBetween()).isTrue();
            assertThat(strictness.heads()).isBetween(before, before + 1);
        }
        assertThat(strictness.heads()).isEqualTo(5);
    }

    /** What came whole before goes on, and of what is refused nothing that was not there before. */
    @Test
    void onlyWhatCameWholeBeforeTheFaultIsLetThrough() {
        String whole = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        Strictness strictness = new Strictness(1_000);
        assertThat(read(strictness, whole + whole + "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n"))
                .isEqualTo(2 * whole.length());
        assertThat(strictness.refusal()).isNotNull();
    }

    /** Of random changes to sound messages none is taken for sound that has a control character in a head. */
    @Test
    void noControlCharacterGetsThroughInAHead() {
        Random random = new Random(2);
        String head = "GET /a HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n";
        for (int round = 0; round < 5_000; round++) {
            int at = random.nextInt(head.length());
            char wrong = (char) random.nextInt(32);
            if (wrong == '\t' || wrong == head.charAt(at) || (at < 2 && wrong == '\r')) {
                continue;
            }
            String changed = head.substring(0, at) + wrong + head.substring(at + 1);
            Strictness strictness = new Strictness(1_000);
            read(strictness, changed);
            boolean ended = strictness.refusal() == null && strictness.isBetween();
            assertThat(ended).as("%d at %d", (int) wrong, at).isFalse();
        }
    }
}
