package dev.catchwater.fairlead.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://a.test, http://a.test/",
        "http://a.test:81/a%20b, http://a.test:81/a%20b",
        "https://a.test/?secret, https://a.test/?REDACTED",
        "https://a.test/?a=secret&secret&&b=, https://a.test/?a=REDACTED&REDACTED&&b=REDACTED",
        "https://a.test/?a=secret=secret;secret, https://a.test/?a=REDACTED",
        "https://a.test/p#secret, https://a.test/p",
        "https://a.test/?, https://a.test/?",
        "https://[::1]:8443/x?sig=secret, https://[::1]:8443/x?sig=REDACTED"
    })
    void queriesAreRedacted(String uri, String shown) {
        assertThat(SpanUrl.redacted(Request.get(uri))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "https://A.test/secret/secret?a=secret, https://a.test/REDACTED",
        "http://a.test:81/, http://a.test:81/REDACTED",
        "http://a.test, http://a.test/REDACTED"
    })
    void ofATargetWhosePathIsASecretNothingIsShownButTheOrigin(String uri, String shown) {
        assertThat(SpanUrl.redacted(Request.get(uri).with(CallListener.SECRET_PATH, true)))
                .isEqualTo(shown);
    }

    @Test
    void longTargetsAreCut() {
        Request request = Request.get("http://a.test/?" + "a=b&".repeat(100_000));
        assertThat(SpanUrl.redacted(request)).hasSize(SpanUrl.MAX_CHARS);
    }
}
