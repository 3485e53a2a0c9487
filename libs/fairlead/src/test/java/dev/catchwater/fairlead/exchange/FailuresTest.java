package dev.catchwater.fairlead.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static HttpFailure of(Http2Exception cause) {
        return Failures.exchanging(cause, Request.get("http://a.test/"), 1_024, false);
    }

    /** RFC 9113 §8.7: the codec refuses what a peer that goes away would not act upon. */
    @Test
    void aStreamThatOurOwnSideRefusedWasNotActedUponAndSaysNothingOfTheOrigin() {
        assertThat(of(Http2Exception.streamError(3, Http2Error.REFUSED_STREAM, "greater than Last-Stream-ID")))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        refused -> assertThat(refused.stale()).isTrue());
        assertThat(of(Http2Exception.connectionError(Http2Error.REFUSED_STREAM, "no more streams")))
                .isInstanceOf(HttpFailure.Disconnected.class);
    }

    @Test
    void aPeerThatBreaksTheRulesIsMalformed() {
        assertThat(of(Http2Exception.connectionError(Http2Error.PROTOCOL_ERROR, "secret")))
                .isInstanceOfSatisfying(
                        HttpFailure.Malformed.class,
                        broken -> assertThat(broken.message()).doesNotContain("secret"));
    }
}
