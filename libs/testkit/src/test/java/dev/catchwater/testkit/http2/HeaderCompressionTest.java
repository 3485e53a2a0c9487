package dev.catchwater.testkit.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Header blocks against those of Netty, an implementation that shares nothing with this one, and of RFC 7541. */
class HeaderCompressionTest {
    private final Random random = new Random(7);

    @Test
    void whatNettyEncodesIsReadOverManyBlocksOfOneConnection() throws Exception {
        var encoder = new DefaultHttp2HeadersEncoder((name, value) -> random.nextInt(5) == 0, false, 64, 0);
        var decoder = new HeaderDecoder();
        for (int block = 0; block < 500; block++) {
            Http2Headers headers = headers();
            ByteBuf coded = Unpooled.buffer();
            encoder.encodeHeaders(3, headers, coded);
            List<Field> expected = new ArrayList<>();
            headers.forEach(e ->
                    expected.add(new Field(e.getKey().toString(), e.getValue().toString())));
            assertThat(decoder.decode(ByteBufUtil.getBytes(coded))).isEqualTo(expected);
        }
    }

    @Test
    void everySymbolOfTheHuffmanCodeIsRead() throws Exception {
        var encoder = new DefaultHttp2HeadersEncoder((name, value) -> true, false, 64, 0);
        for (char symbol = 0; symbol < 256; symbol++) {
            String value = "e".repeat(40) + symbol; // short codes first: Netty codes only what becomes shorter by that
            ByteBuf coded = Unpooled.buffer();
            encoder.encodeHeaders(3, new DefaultHttp2Headers(false).add("x", value), coded);
            assertThat(coded.readableBytes()).isLessThan(40);
            assertThat(new HeaderDecoder().decode(ByteBufUtil.getBytes(coded))).containsExactly(new Field("x", value));
        }
    }

    @Test
    void whatIsEncodedHereIsReadByNettyAlsoWhereItTakesManyFrames() throws Exception {
        var fields = List.of(Map.entry("X-Long", "v".repeat(40_000)), Map.entry("X-Short", "w"), Map.entry("Y", ""));
        var in = new DataInputStream(new ByteArrayInputStream(Frame.headers(5, true, 200, fields)));
        ByteBuf block = Unpooled.buffer();
        int frames = 0;
        for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
            assertThat(frame.stream()).isEqualTo(5);
            assertThat(frame.type()).isEqualTo(frames == 0 ? Frame.HEADERS : Frame.CONTINUATION);
            assertThat(frame.has(Frame.END_HEADERS)).isEqualTo(in.available() == 0);
            block.writeBytes(frame.payload());
            frames++;
        }
        assertThat(frames).isEqualTo(3);
        Http2Headers read = new DefaultHttp2HeadersDecoder(false, 100_000).decodeHeaders(5, block);
        assertThat(read.status()).hasToString("200");
        assertThat(read.get("x-long")).hasSize(40_000);
        assertThat(read.get("x-short")).hasToString("w");
    }

    @Test
    void theExampleOfTheStandardIsRead() throws Exception { // RFC 7541 Appendix C.4
        var decoder = new HeaderDecoder();
        assertThat(decoder.decode(hex("828684418cf1e3c2e5f23a6ba0ab90f4ff")))
                .contains(new Field(":authority", "www.example.com"));
        assertThat(decoder.decode(hex("828684be5886a8eb10649cbf")))
                .endsWith(new Field(":authority", "www.example.com"), new Field("cache-control", "no-cache"));
        assertThat(decoder.decode(hex("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")))
                .endsWith(new Field("custom-key", "custom-value"));
    }

    @Test
    void brokenBlocksAreRefusedInsteadOfReadWrong() {
        for (String broken : new String[] {
            "be", "80", "00", "0001", "000161ff", "3fe2ff03", "0081ff", "0082ffff", "0084ffffffff", "7fffffffff7f"
        }) {
            assertThatThrownBy(() -> new HeaderDecoder().decode(hex(broken)))
                    .as(broken)
                    .isInstanceOf(BrokenFrameException.class);
        }
    }

    @Test
    void aSmallBlockDoesNotUnfoldWithoutBound() throws Exception {
        var decoder = new HeaderDecoder();
        decoder.decode(hex("4001617f8f01" + "62".repeat(270)));
        assertThatThrownBy(() -> decoder.decode(hex("be".repeat(2000))))
                .isInstanceOf(BrokenFrameException.class)
                .hasMessageContaining("262144");
    }

    private Http2Headers headers() {
        var headers = new DefaultHttp2Headers(false);
        headers.method("GET").path("/" + random.nextInt(9)).scheme("https").authority("example.org");
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            var value = new StringBuilder();
            boolean isCoded = random.nextBoolean(); // Netty codes only what becomes shorter by that
            int length = random.nextInt(random.nextInt(10) == 0 ? 900 : 30) + (isCoded ? 30 : 0);
            for (int c = 0; c < length; c++) {
                value.append((char) (isCoded && c > 3 ? 'a' + random.nextInt(5) : random.nextInt(256)));
            }
            headers.add("x-" + random.nextInt(20), value.toString());
        }
        return headers;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
