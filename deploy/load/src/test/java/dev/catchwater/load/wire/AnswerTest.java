package dev.catchwater.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final Answer answer = new Answer();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anAnswerEndsWithTheLastByteOfItsBodyHoweverItIsCut() {
        String whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        for (int cut = 1; cut < whole.length(); cut++) {
            assertThat(answer.take(bytes(whole.substring(0, cut)))).isFalse();
            assertThat(answer.hasBegun()).isEqualTo(cut > whole.indexOf("hello"));
            assertThat(answer.take(bytes(whole.substring(cut)))).isTrue();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.length()).isEqualTo(5);
        }
    }

    @Test
    void whatComesAfterItIsLeft() {
        ByteBuffer two = bytes("HTTP/1.1 206 Partial Content\r\ncontent-length:1\r\n\r\nxHTTP");
        assertThat(answer.take(two)).isTrue();
        assertThat(two.remaining()).isEqualTo(4);
    }

    @Test
    void anAnswerWithoutABodyEndsWithItsHead() {
        assertThat(answer.take(bytes("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n")))
                .isTrue();
        assertThat(answer.length()).isZero();
    }

    @Test
    void aBodyWithoutALengthIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> answer.take(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")));
    }
}
