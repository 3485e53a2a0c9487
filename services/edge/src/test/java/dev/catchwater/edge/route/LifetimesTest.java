package dev.catchwater.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimesTest {
    private static Lifetimes terms(
            long fixed, long silent, Map<Integer, Duration> negative, Lifetimes.Despite... despite) {
        return new Lifetimes(
                fixed == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(fixed)),
                silent == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(silent)),
                negative,
                Duration.ofDays(1),
                true,
                Set.of(despite),
                Lifetimes.SetCookie.PASS,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                true);
    }

    private static Optional<String> said(Lifetimes terms, int status, String... headers) {
        return terms.instead(status, Headers.received(headers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|max-age=60",
                "max-age=5|max-age=60",
                "s-maxage=5, max-age=1|s-maxage=60",
                "Public, Max-Age=5|Public, max-age=60",
                "must-revalidate, max-age=5|must-revalidate, max-age=60",
                "no-cache=\"Set-Cookie, a\", max-age=1|no-cache=\"Set-Cookie, a\", max-age=60",
                "no-store|-",
                "NO-STORE|-",
                "private, max-age=5|-",
                "no-cache|-"
            })
    void aFixedLifetimeReplacesNumbersAndNoProhibition(String came, String instead) {
        assertThat(said(
                        terms(60, 0, Map.of()),
                        200,
                        came == null ? new String[0] : new String[] {"Cache-Control", came}))
                .isEqualTo(Optional.ofNullable(instead));
    }

    @Test
    void whoSaysSoOverrulesAProhibitionAndThatOneAlone() {
        Lifetimes terms = terms(60, 0, Map.of(), Lifetimes.Despite.NO_CACHE);
        assertThat(said(terms, 200, "Cache-Control", "no-cache, must-revalidate"))
                .contains("must-revalidate, max-age=60");
        assertThat(said(terms, 200, "Cache-Control", "no-cache, no-store")).isEmpty();
    }

    @Test
    void aProhibitionInATargetedFieldCounts() {
        assertThat(said(terms(60, 5, Map.of()), 200, "CDN-Cache-Control", "no-store", "Cache-Control", "max-age=5"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 206, 302, 404, 500, 503})
    void errorsAndRedirectsForNowHaveNoLifetimeOfSuccesses(int status) {
        assertThat(said(terms(60, 5, Map.of()), status)).isEmpty();
    }

    @Test
    void whatIsSilentGetsADefaultAndWhatSpeaksDoesNot() {
        Lifetimes terms = terms(0, 5, Map.of(404, Duration.ofSeconds(3)));
        assertThat(said(terms, 200)).contains("max-age=5");
        assertThat(said(terms, 200, "Cache-Control", "must-revalidate")).contains("must-revalidate, max-age=5");
        assertThat(said(terms, 200, "Cache-Control", "max-age=1")).isEmpty();
        assertThat(said(terms, 200, "CDN-Cache-Control", "max-age=1")).isEmpty();
        assertThat(said(terms, 200, "Expires", "0")).isEmpty();
        assertThat(said(terms, 404)).contains("max-age=3");
        assertThat(said(terms, 404, "Cache-Control", "no-store")).isEmpty();
        assertThat(said(terms, 410)).isEmpty();
    }

    @Test
    void answersThatSetCookiesAreForOneClientUnlessTheySayOtherwise() {
        Lifetimes terms = terms(60, 5, Map.of());
        assertThat(said(terms, 200, "Set-Cookie", "a=b", "Cache-Control", "max-age=60"))
                .contains("no-store");
        assertThat(said(terms, 200, "Set-Cookie", "a=b", "Cache-Control", "public"))
                .contains("public, max-age=60");
        assertThat(Lifetimes.DEFAULT.instead(200, Headers.of("Set-Cookie", "a=b")))
                .isEmpty();
    }

    @Test
    void noKindOverrulesAnOrigin() {
        assertThat(Kind.ALL).hasSize(5).allSatisfy(kind -> {
            assertThat(kind.lifetimes().fixed()).isEmpty();
            assertThat(kind.lifetimes().despite()).isEmpty();
        });
    }

    @Test
    void onlyPagesAreKeptWhereNobodySaidSoAndThoseWithCookiesGoPast() {
        for (Kind kind : Kind.ALL) {
            assertThat(kind.lifetimes().silent().isPresent()).isEqualTo(kind.equals(Kind.PAGE));
        }
        assertThat(Kind.PAGE.key().otherCookies()).isEqualTo(KeyPolicy.OtherCookies.BYPASS);
        assertThat(Kind.PAGE.lifetimes().setCookie()).isEqualTo(Lifetimes.SetCookie.PASS);
    }

    @Test
    void theCacheRulesHearOfThem() {
        Lifetimes terms = terms(60, 0, Map.of());
        assertThat(terms.caching().ruling().instead(200, Headers.none())).contains("max-age=60");
        assertThat(Lifetimes.DEFAULT.caching().ruling().instead(200, Headers.none()))
                .isEmpty();
        assertThat(terms.caching().name()).isEqualTo("catchwater");
    }
}
