package dev.catchwater.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catchwater.fairlead.HttpFailure;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames and messages, without a socket. */
class CodecTest {
    private static final WebSocketBounds BOUNDS =
            WebSocketBounds.DEFAULT.withMaxFrame(70_000).withMaxMessage(3 << 20);

    private final FrameDecoder decoder = new FrameDecoder(BOUNDS.maxFrameBytes());
    private final Assembler plain = new Assembler(BOUNDS, null);
    private final Assembler deflating = new Assembler(BOUNDS, new Inflation(BOUNDS, true));

    private static Buffer hex(String digits) {
        return Buffer.buffer(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    /** What becomes of these bytes: messages, and control frames by their opcode and payload. */
    private List<String> read(Assembler assembler, List<Buffer> chunks) {
        List<String> seen = new ArrayList<>();
        for (Buffer chunk : chunks) {
            decoder.feed(chunk);
            for (Frame frame = decoder.next(); frame != null; frame = decoder.next()) {
                if (Frame.isControl(frame.opcode())) {
                    seen.add(frame.opcode() + ":" + frame.payload());
                    continue;
                }
                switch (assembler.add(frame)) {
                    case WebSocketMessage.Text(String text) -> seen.add(text);
                    case WebSocketMessage.Binary(Buffer bytes) -> seen.add("binary of " + bytes.length());
                    case null -> {}
                }
            }
        }
        return seen;
    }

    private void violates(Assembler assembler, Buffer bytes, int code) {
        assertThatExceptionOfType(Violation.class)
                .isThrownBy(() -> read(assembler, List.of(bytes)))
                .satisfies(violation -> assertThat(violation.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "single, 81 05 48 65 6c 6c 6f, Hello",
        "fragmented, 01 03 48 65 6c 80 02 6c 6f, Hello",
        "empty first fragment, 01 00 80 05 48 65 6c 6c 6f, Hello",
        "ping between fragments, 01 03 48 65 6c 89 01 21 80 02 6c 6f, 9:! Hello",
        "unmasked ping, 89 05 48 65 6c 6c 6f, 9:Hello",
    })
    void theExamplesOfRfc6455AreReadHoweverTheyAreCut(String name, String bytes, String expected) {
        Buffer whole = hex(bytes);
        assertThat(read(plain, List.of(whole))).as(name).containsExactly(expected.split(" "));
        List<Buffer> single = IntStream.range(0, whole.length())
                .mapToObj(i -> whole.getBuffer(i, i + 1))
                .collect(Collectors.toList());
        assertThat(read(plain, single)).as(name).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1 07 f2 48 cd c9 c9 07 00",
                "41 03 f2 48 cd 80 04 c9 c9 07 00",
                "c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00",
                "c1 08 f3 48 cd c9 c9 07 00 00",
                "c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00"
            })
    void theExamplesOfRfc7692AreReadTwice(String bytes) {
        assertThat(read(deflating, List.of(hex(bytes), hex(bytes)))).containsExactly("Hello", "Hello");
    }

    @Test
    void aMessageMayReferToAnEarlierOneOnlyIfThatWasAgreedOn() {
        List<Buffer> second = List.of(hex("c1 07 f2 48 cd c9 c9 07 00"), hex("c1 05 f2 00 11 00 00"));
        assertThat(read(deflating, second)).containsExactly("Hello", "Hello");
        Assembler forgetful = new Assembler(BOUNDS, new Inflation(BOUNDS, false));
        assertThatExceptionOfType(Violation.class)
                .isThrownBy(() -> read(forgetful, second))
                .satisfies(violation -> assertThat(violation.code()).isEqualTo(1007));
    }

    @Test
    void whatTheEncoderWritesIsMaskedAndReadsBack() {
        FrameEncoder encoder = new FrameEncoder(1_000, new Random(4));
        for (int length : new int[] {0, 1, 125, 126, 999, 1_000, 1_001, 65_535, 65_536, 70_000}) {
            byte[] content = new byte[length];
            new Random(length).nextBytes(content);
            Buffer sent = encoder.message(Frame.BINARY, Buffer.buffer(content));
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            int frames = 0;
            for (int at = 0; at < sent.length(); frames++) {
                assertThat(sent.getByte(at) & 0x0f).isEqualTo(at == 0 ? Frame.BINARY : Frame.CONTINUATION);
                int size = sent.getByte(at + 1) & 0x7f;
                assertThat(sent.getByte(at + 1) & 0x80).isNotZero();
                int mask = at + (size == 126 ? 4 : 2);
                size = size == 126 ? sent.getUnsignedShort(at + 2) : size;
                for (int i = 0; i < size; i++) {
                    back.write(sent.getByte(mask + 4 + i) ^ sent.getByte(mask + i % 4));
                }
                at = mask + 4 + size;
            }
            assertThat(back.toByteArray()).isEqualTo(content);
            assertThat(frames).isEqualTo(Math.max(1, (length + 999) / 1_000));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reserved bits, 91 00, 1002",
        "reserved opcode, 83 00, 1002",
        "reserved control opcode, 8b 00, 1002",
        "masked, 81 85 37 fa 21 3d 7f 9f 4d 51 58, 1002",
        "fragmented ping, 09 00, 1002",
        "long ping, 89 7e 00 7e, 1002",
        "compressed ping, c9 00, 1002",
        "length not minimal, 81 7e 00 05, 1002",
        "long length not minimal, 81 7f 00 00 00 00 00 00 ff ff, 1002",
        "negative length, 81 7f ff ff ff ff ff ff ff ff, 1002",
        "continuation of nothing, 80 00, 1002",
        "message within a message, 01 00 81 00, 1002",
        "compression not agreed on, c1 07 f2 48 cd c9 c9 07 00, 1002",
        "frame too large, 82 7f 00 00 00 00 00 01 11 71, 1009",
        "not UTF-8, 81 02 c3 28, 1007",
        "surrogate in UTF-8, 81 03 ed a0 80, 1007",
    })
    void whatBreaksTheProtocolIsNamedByItsCode(String name, String bytes, int code) {
        violates(plain, hex(bytes), code);
    }

    @Test
    void damageInACompressedMessageIsNoMessage() {
        violates(deflating, hex("c1 07 ff ff ff ff c9 07 00"), 1007);
    }

    @Test
    void fragmentsThatAddUpToMoreThanAMessageStopAtTheBound() {
        Buffer fragment =
                Buffer.buffer().appendByte((byte) 0).appendByte((byte) 0x7e).appendUnsignedShort(60_000);
        fragment.appendBytes(new byte[60_000]);
        List<Buffer> chunks = new ArrayList<>();
        chunks.add(hex("02 00"));
        for (int i = 0; i < 53; i++) {
            chunks.add(fragment);
        }
        assertThatExceptionOfType(Violation.class)
                .isThrownBy(() -> read(plain, chunks))
                .satisfies(violation -> assertThat(violation.code()).isEqualTo(1009));
    }

    @Test
    void aBombStopsAtTheRatioAndAtTheBound() {
        assertThatExceptionOfType(Violation.class)
                .isThrownBy(() -> read(deflating, List.of(deflated(2 << 20))))
                .satisfies(
                        violation -> assertThat(violation.failure().message()).contains("200 times"));
        WebSocketBounds loose = BOUNDS.withMaxRatio(10_000);
        Assembler patient = new Assembler(loose, new Inflation(loose, true));
        assertThatExceptionOfType(Violation.class)
                .isThrownBy(() -> read(patient, List.of(deflated(64 << 20))))
                .satisfies(violation -> assertThat(violation.failure())
                        .isEqualTo(new HttpFailure.TooLarge("a WebSocket message", 3 << 20)));
    }

    @Test
    void belowAMebibyteNoRatioIsTooMuch() {
        assertThat(read(deflating, List.of(deflated(1 << 20)))).containsExactly("binary of " + (1 << 20));
    }

    /** So many zeros in one compressed binary frame. */
    private static Buffer deflated(int zeros) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[zeros]);
        byte[] out = new byte[zeros / 100 + 1_000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4;
        deflater.end();
        return Buffer.buffer()
                .appendByte((byte) 0xc2)
                .appendByte((byte) 0x7e)
                .appendUnsignedShort(length)
                .appendBytes(out, 0, length);
    }

    @Test
    void aReasonIsCutToWhatAControlFrameHolds() {
        assertThat(Frame.closing(1000, "é".repeat(100)).length()).isEqualTo(124);
        assertThat(Frame.closing(1000, "x".repeat(500)).length()).isEqualTo(125);
        assertThat(Frame.closing(1000, "").length()).isEqualTo(2);
        assertThat(Frame.closing(1005, "").length()).isZero();
    }
}
