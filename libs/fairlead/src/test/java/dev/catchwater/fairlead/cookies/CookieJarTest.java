package dev.catchwater.fairlead.cookies;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final CookieJar jar = new CookieJar();
    private Instant now = T0;

    private void receive(String from, String... fields) {
        jar.receive(URI.create(from), Optional.empty(), List.of(fields), now);
    }

    private String send(String to) {
        return jar.send(URI.create(to), Optional.empty(), now);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1                                   | a=1",
                "  a  =  1  ; Secure ; HttpOnly        | a=1",
                "a=b=c                                 | a=b=c",
                "a=\"quoted value\"                    | a=\"quoted value\"",
                "token                                 | token",
                "=token                                | token",
                "a=                                    | a=",
                "a=1; Unknown=2; ; =; Path             | a=1",
                "a=1; Domain=EXAMPLE.com               | a=1",
                "a=1; Domain=.example.com              | a=1",
                "a=1; Domain=other.com; Domain=www.example.com | a=1",
                "a=1; Domain=                          | a=1",
                "a=1; Path=/x; Path=/                  | a=1",
                "a=1; Path=relative                    | a=1",
                "a=1; Max-Age=x                        | a=1",
                "a=1; Max-Age=0; Max-Age=9             | a=1",
                "a=1; Expires=never                    | a=1",
                "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT | a=1",
                "a=1; SameSite=Strict                  | a=1",
            })
    void aFieldIsReadAsUserAgentsReadIt(String field, String sent) {
        receive("https://www.example.com/", field);
        assertThat(send("https://www.example.com/x/y")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                " ; Path=/",
                "a=1\u0001",
                "a=1\r\nb",
                "a=1\u007f",
                "a=1; Domain=other.com",
                "a=1; Domain=xample.com",
                "a=1; Domain=deep.www.example.com",
                "a=1; Domain=com",
                "a=1; Domain=.com",
                "a=1; Domain=com.",
                "a=1; Domain=ex\u00e4mple.com",
                "a=1; Max-Age=0",
                "a=1; Max-Age=-5",
                "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "a=1; SameSite=None",
                "__Secure-a=1",
                "__Host-a=1; Secure",
                "__Host-a=1; Secure; Path=/x",
                "__Host-a=1; Secure; Path=/; Domain=example.com",
                "__host-a=1; Path=/",
                "__Http-a=1; Secure",
                "__Host-Http-a=1; Secure; Path=/",
                "__Host-Http-a=1; HttpOnly; Path=/",
                "__Secure-nameless; Secure",
                "=__Host-a=1; Secure; Path=/",
            })
    void whatMustNotBeSetIsIgnored(String field) {
        receive("https://www.example.com/", field);
        assertThat(jar.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Secure-a=1; Secure; Domain=example.com",
                "__Host-a=1; Secure; Path=/",
                "__Http-a=1; Secure; HttpOnly; Domain=example.com",
                "__Host-Http-a=1; Secure; HttpOnly; Path=/",
                "a=1; SameSite=None; Secure"
            })
    void aPrefixThatIsKeptAndSameSiteNoneThatIsSecureAreSet(String field) {
        receive("https://www.example.com/", field);
        assertThat(jar.size()).isOne();
    }

    @Test
    void aCookieHasAtMost4096BytesAndAnAttribute1024() {
        receive("https://a.test/", "n=" + "v".repeat(4_095), "m=" + "v".repeat(4_096));
        receive("https://a.test/", "o=1; Path=/" + "p".repeat(1_024));
        assertThat(send("https://a.test/")).hasSize(4_097 + 5).startsWith("n=v").endsWith("; o=1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/,          true",
        "https://www.example.com/,      true",
        "https://a.b.example.com/,      true",
        "https://anexample.com/,        false",
        "https://example.com.evil.test/,false",
        "https://com/,                  false",
    })
    void aDomainCookieGoesToItsDomainAndBelowAndNowhereElse(String to, boolean goes) {
        receive("https://www.example.com/", "a=1; Domain=example.com");
        assertThat(send(to)).isEqualTo(goes ? "a=1" : "");
    }

    @Test
    void aCookieWithoutADomainGoesToItsHostAlone() {
        receive("https://example.com/", "a=1");
        assertThat(send("https://www.example.com/")).isEmpty();
        assertThat(send("https://EXAMPLE.com:8443/")).isEqualTo("a=1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.co.uk/,     co.uk",
        "https://someone.github.io/,     github.io",
        "https://y.x.kawasaki.jp/,       x.kawasaki.jp",
        "https://shop.b.ck/,             b.ck",
        "https://a.test/,                test",
    })
    void nobodySetsCookiesForAPublicSuffix(String from, String suffix) {
        receive(from, "a=1; Domain=" + suffix);
        assertThat(jar.size()).isZero();
    }

    @Test
    void aHostThatIsAPublicSuffixItselfMaySetThemForItselfAlone() {
        receive("https://github.io/", "a=1; Domain=github.io");
        assertThat(send("https://github.io/")).isEqualTo("a=1");
        assertThat(send("https://someone.github.io/")).isEmpty();
    }

    @Test
    void addressesAreNoDomains() {
        receive("https://127.0.0.1/", "a=1; Domain=0.0.1");
        assertThat(jar.size()).isZero();
        receive("https://127.0.0.1/", "a=1");
        receive("https://[::1]/", "b=1");
        assertThat(send("https://127.0.0.1/") + send("https://[::1]/")).isEqualTo("a=1b=1");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs,     true",
        "/docs/,    true",
        "/docs/web, true",
        "/docsets,  false",
        "/,         false",
        "/DOCS,     false"
    })
    void aPathIsAPrefixOfWholeSegments(String path, boolean goes) {
        receive("https://a.test/", "a=1; Path=/docs");
        assertThat(send("https://a.test" + path)).isEqualTo(goes ? "a=1" : "");
    }

    @Test
    void theDefaultPathIsThatOfTheAnswerWithoutItsLastSegment() {
        receive("https://a.test/x/y/z?q=/1/2", "a=1");
        assertThat(send("https://a.test/x/y")).isEqualTo("a=1");
        assertThat(send("https://a.test/x")).isEmpty();
        receive("https://b.test", "b=1");
        assertThat(send("https://b.test")).isEqualTo("b=1");
    }

    @Test
    void aSecureCookieIsNeitherSetNorSentNorShadowedWithoutTls() {
        receive("http://a.test/", "a=1; Secure");
        assertThat(jar.size()).isZero();
        receive("https://a.test/", "a=1; Secure; Path=/in");
        assertThat(send("http://a.test/in")).isEmpty();
        receive("http://a.test/in/", "a=evil; Path=/in/deep");
        receive("http://sub.a.test/", "a=evil; Domain=a.test; Path=/in");
        assertThat(send("https://a.test/in/deep")).isEqualTo("a=1");
        receive("http://a.test/", "a=plain; Path=/");
        assertThat(send("http://a.test/")).isEqualTo("a=plain");
    }

    @Test
    void longerPathsGoFirstAndAmongEqualsTheOlderAndAnUpdateKeepsItsAge() {
        receive("https://a.test/", "first=1; Path=/");
        now = now.plusSeconds(1);
        receive("https://a.test/", "second=1; Path=/", "long=1; Path=/x");
        now = now.plusSeconds(1);
        receive("https://a.test/", "first=2; Path=/");
        assertThat(send("https://a.test/x")).isEqualTo("long=1; first=2; second=1");
    }

    @Test
    void nothingLivesLongerThanItSaysOr400Days() {
        receive("https://a.test/", "short=1; Max-Age=60", "long=1; Max-Age=99999999999999999999");
        receive("https://a.test/", "far=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT", "session=1");
        now = T0.plusSeconds(59);
        assertThat(send("https://a.test/")).contains("short=1");
        now = T0.plusSeconds(60);
        assertThat(send("https://a.test/")).doesNotContain("short").contains("long=1", "far=1");
        now = T0.plus(Duration.ofDays(400));
        assertThat(send("https://a.test/")).isEqualTo("session=1");
    }

    @Test
    void anExpiredUpdateDeletes() {
        receive("https://a.test/", "a=1", "b=1");
        receive("https://a.test/", "a=; Max-Age=0");
        assertThat(send("https://a.test/")).isEqualTo("b=1");
    }

    @Test
    void onBehalfOfAnotherSiteOnlySameSiteNoneGoesAndIsKept() {
        receive(
                "https://api.a.test/",
                "s=1; SameSite=Strict",
                "l=1; SameSite=Lax",
                "d=1",
                "n=1; SameSite=None; Secure");
        Optional<URI> stranger = Optional.of(URI.create("https://b.test/"));
        URI api = URI.create("https://api.a.test/");
        assertThat(jar.send(api, stranger, now)).isEqualTo("n=1");
        assertThat(jar.send(api, Optional.of(URI.create("http://a.test/")), now))
                .isEqualTo("n=1");
        assertThat(jar.send(api, Optional.of(URI.create("https://www.a.test/")), now))
                .isEqualTo("s=1; l=1; d=1; n=1");
        jar.receive(api, stranger, List.of("x=1", "y=1; SameSite=None; Secure"), now);
        assertThat(send("https://api.a.test/")).doesNotContain("x=1").contains("y=1");
    }
}
