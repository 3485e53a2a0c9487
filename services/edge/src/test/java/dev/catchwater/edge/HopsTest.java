package dev.catchwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopsTest {
    /** RFC 9110 §7.6.1. */
    @Test
    void whatBelongsToTheConnectionStaysOnIt() {
        Headers request = Headers.of(
                "Connection", "X-Mine, close",
                "X-Mine", "1",
                "Keep-Alive", "timeout=5",
                "TE", "trailers",
                "Upgrade", "h2c",
                "Proxy-Authorization", "x",
                "Accept", "*/*");
        assertThat(Hops.request(request)).isEqualTo(Headers.of("Accept", "*/*"));
        assertThat(Hops.response(Headers.of("Connection", "x-a", "X-A", "1", "X-B", "2")))
                .isEqualTo(Headers.of("X-B", "2"));
    }

    @Test
    void connectionDoesNotTakeAwayWhatAMessageMeans() {
        Headers request = Headers.of(
                        "Connection", "Authorization, Cookie, If-Match", "Authorization", "a", "Cookie", "b")
                .plus("If-Match", "\"c\"");
        assertThat(Hops.request(request).size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br|br, gzip",
                "br;q=0.1, GZIP;q=1.0|br, gzip",
                "gzip;q=0, br|br",
                "deflate|identity",
                "*|zstd, br, gzip",
                "*;q=0, gzip|gzip",
                "identity|identity",
                "x-gzip|gzip",
                "gzip, dcb|gzip, dcb"
            })
    void codingsHaveFewForms(String accepted, String form) {
        assertThat(Hops.request(Headers.of("Accept-Encoding", accepted)).all("Accept-Encoding"))
                .containsExactly(form);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-1|true",
                "bytes=-5|true",
                "bytes=0-9,20-29,40-|true",
                "bytes=0-,0-,0-,0-|false",
                "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9,10-10,11-11,12-12,13-13,14-14,15-15,16-16|false"
            })
    void rangesThatAskForTheSameAgainAndAgainAreNotAsked(String range, boolean kept) {
        assertThat(Hops.request(Headers.of("Range", range)).contains("Range")).isEqualTo(kept);
    }

    @Test
    void aRequestThatHasBeenHereIsKnown() {
        assertThat(Hops.loops(Headers.of("CDN-Loop", "a, Catchwater; v=\"1\""), "catchwater"))
                .isTrue();
        assertThat(Hops.loops(Headers.of("CDN-Loop", "catchwater-2"), "catchwater"))
                .isFalse();
    }
}
