package dev.catchwater.edge.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.Headers;
import org.junit.jupiter.api.Test;

class CodedTest {
    private static final Headers HTML = Headers.of("Content-Type", "text/html; charset=utf-8");

    private static boolean codable(Headers fields, long length) {
        return Coded.isCodable(Compression.OF_TEXT, fields, length);
    }

    @Test
    void onlyWhatIsWorthItAndNobodyHasVouchedForTheBytesOfIsCoded() {
        assertThat(codable(HTML, 1_024)).isTrue();
        assertThat(codable(HTML, -1)).isTrue();
        assertThat(codable(HTML, 1_023)).isFalse();
        assertThat(codable(HTML, Coded.MOST + 1)).isFalse();
        assertThat(codable(Headers.none(), 5_000)).isFalse();
        assertThat(codable(Headers.of("Content-Type", "image/png"), 5_000)).isFalse();
        for (String field :
                new String[] {"Content-Encoding", "Content-Digest", "Repr-Digest", "Digest", "Content-MD5"}) {
            assertThat(codable(HTML.plus(field, "x"), 5_000)).as(field).isFalse();
        }
    }

    @Test
    void aCodedAnswerHasAWeakTagItsOwnLengthAndNoRanges() {
        Headers plain = HTML.and(
                Headers.of("ETag", "\"1\"", "Content-Length", "9000", "Accept-Ranges", "bytes", "Vary", "Origin"));
        assertThat(Coded.coded(plain, Coding.BR, 77))
                .isEqualTo(HTML.and(Headers.of(
                        "ETag",
                        "W/\"1\"",
                        "Vary",
                        "Origin, Accept-Encoding",
                        "Content-Encoding",
                        "br",
                        "Content-Length",
                        "77")));
        assertThat(Coded.coded(Headers.of("ETag", "W/\"1\""), Coding.GZIP, 7).all("ETag"))
                .containsExactly("W/\"1\"");
    }

    @Test
    void varyNamesTheFieldOnce() {
        assertThat(Coded.varied(Headers.none())).isEqualTo(Headers.of("Vary", "Accept-Encoding"));
        for (String said : new String[] {"*", "accept-encoding", "Origin,ACCEPT-ENCODING"}) {
            assertThat(Coded.varied(Headers.of("Vary", said))).isEqualTo(Headers.of("Vary", said));
        }
        assertThat(Coded.varied(Headers.of("Vary", "Accept", "Vary", "X-Accept-Encoding")))
                .isEqualTo(Headers.of("Vary", "Accept, X-Accept-Encoding, Accept-Encoding"));
    }

    @Test
    void whoHasTheCodedFormIsToldItsTag() {
        Headers fields = Headers.of("ETag", "\"1\"");
        assertThat(Coded.notModified(fields, Headers.of("If-None-Match", "\"0\", W/\"1\"")))
                .isEqualTo(Headers.of("ETag", "W/\"1\"", "Vary", "Accept-Encoding"));
        assertThat(Coded.notModified(fields, Headers.of("If-None-Match", "\"1\"")))
                .isEqualTo(fields);
        assertThat(Coded.notModified(fields, Headers.of("If-None-Match", "*"))).isEqualTo(fields);
    }

    @Test
    void theOriginHearsOfTagsInItsOwnFormWhereAWeakOneWouldNotDo() {
        assertThat(Coded.request(Headers.of("If-Match", "\"0\"", "If-Match", "W/\"1\"", "If-None-Match", "W/\"1\"")))
                .isEqualTo(Headers.of("If-None-Match", "W/\"1\"", "If-Match", "\"0\", \"1\""));
        Headers other = Headers.of("If-Match", "\"1\"");
        assertThat(Coded.request(other)).isSameAs(other);
    }
}
