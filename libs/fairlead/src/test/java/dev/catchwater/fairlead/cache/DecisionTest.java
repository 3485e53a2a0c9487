package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.PRIVATE;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    private static final String CC = "Cache-Control";
    private static final String[] TAGGED = {"ETag", "\"1\""};

    private static StoredResponse with(String control) {
        return stored(200, CC, control, TAGGED[0], TAGGED[1]);
    }

    private static void forwarded(Verdict verdict, Forward why) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Revalidate.class, ask -> assertThat(ask.why()).isEqualTo(why));
    }

    @Nested
    class Section4_ConstructingResponsesFromCaches {
        @Test
        void whatIsNotStoredIsFetched() {
            assertThat(after(SHARED, 0)).isEqualTo(new Verdict.Fetch(Forward.URI_MISS));
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "M-SEARCH"})
        void otherMethodsAlwaysGoOn(String method) {
            assertThat(after(SHARED, 0, request(method), with("max-age=9")))
                    .isEqualTo(new Verdict.Fetch(Forward.METHOD));
        }

        @Test
        void aStoredGetAnswersHead() {
            assertThat(after(SHARED, 1, request("HEAD"), with("max-age=9"))).isInstanceOf(Verdict.Fresh.class);
        }

        @Test
        void ofSeveralTheMostRecentByDateIsUsed() {
            StoredResponse older = stored(SHARED, get(), at(NOW, 200, CC, "max-age=99", "Date", date(-60)));
            StoredResponse newer = stored(SHARED, get(), at(NOW.minusSeconds(5), 200, CC, "max-age=99"));
            assertThat(after(SHARED, 1, older, newer))
                    .isInstanceOfSatisfying(
                            Verdict.Fresh.class,
                            fresh -> assertThat(fresh.stored()).isSameAs(newer));
        }

        @Test
        void aVerdictTellsAgeAndWhatRemains() {
            assertThat(after(SHARED, 4, with("max-age=9")))
                    .isEqualTo(new Verdict.Fresh(with("max-age=9"), Duration.ofSeconds(4), Duration.ofSeconds(5)));
        }

        @Test
        void whatIsInvalidIsValidatedWhateverAllowsStaleUse() {
            StoredResponse invalid = with("max-age=9, stale-while-revalidate=99, stale-if-error=99")
                    .invalidated();
            forwarded(after(SHARED, 1, get(CC, "max-stale"), invalid), Forward.STALE);
            assertThat(SHARED.mayStandIn(get(), invalid, NOW)).isFalse();
        }
    }

    @Nested
    class Section4_2_4_ServingStaleResponses {
        @Test
        void staleIsValidatedOrFetchedUnlessSomebodyAllowsIt() {
            forwarded(after(SHARED, 9, with("max-age=9")), Forward.STALE);
            assertThat(after(SHARED, 9, stored(200, CC, "max-age=9"))).isEqualTo(new Verdict.Fetch(Forward.STALE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"must-revalidate", "proxy-revalidate", "s-maxage=2", "no-cache"})
        void aProhibitionOutweighsAllLeave(String prohibition) {
            StoredResponse stored = with("max-age=2, stale-while-revalidate=99, stale-if-error=99, " + prohibition);
            forwarded(after(SHARED, 5, get(CC, "max-stale"), stored), Forward.STALE);
            assertThat(SHARED.mayStandIn(get(), stored, NOW.plusSeconds(5))).isFalse();
        }

        @Test
        void aPrivateCacheIsNotBoundByProxyRevalidate() {
            StoredResponse stored = with("max-age=2, stale-while-revalidate=99, proxy-revalidate, s-maxage=2");
            assertThat(after(PRIVATE, 5, stored)).isInstanceOf(Verdict.Stale.class);
        }

        @Test
        void theOperatorMayHearStaleWhileRevalidateBesideSMaxage() {
            CacheRules lenient = new CacheRules(CachePolicy.SHARED.withSMaxageForbidsStale(false));
            assertThat(after(lenient, 5, with("s-maxage=2, stale-while-revalidate=99")))
                    .isInstanceOf(Verdict.Stale.class);
            forwarded(
                    after(lenient, 5, with("s-maxage=2, proxy-revalidate, stale-while-revalidate=99")), Forward.STALE);
        }
    }

    @Nested
    class Section5_2_1_RequestDirectives {
        private final StoredResponse hour = with("max-age=3600");

        @Test
        void maxAgeRefusesWhatIsOlder() {
            assertThat(after(SHARED, 10, get(CC, "max-age=10"), hour)).isInstanceOf(Verdict.Fresh.class);
            forwarded(after(SHARED, 11, get(CC, "max-age=10"), hour), Forward.REQUEST);
            forwarded(after(SHARED, 0, get(CC, "max-age=0"), hour), Forward.REQUEST);
            forwarded(after(SHARED, 0, get(CC, "max-age=x"), hour), Forward.REQUEST);
        }

        @Test
        void maxAgeCountsTheAgeThatWasTold() {
            StoredResponse aged = stored(200, CC, "max-age=3600", "Age", "1800");
            assertThat(after(SHARED, 0, get(CC, "max-age=600"), aged)).isEqualTo(new Verdict.Fetch(Forward.REQUEST));
        }

        @Test
        void maxStaleAcceptsThatMuchAndNoMore() {
            assertThat(after(SHARED, 3_610, get(CC, "max-stale=10"), hour))
                    .isEqualTo(new Verdict.Stale(hour, Duration.ofSeconds(3_610), Duration.ofSeconds(-10), false));
            forwarded(after(SHARED, 3_611, get(CC, "max-stale=10"), hour), Forward.STALE);
            assertThat(after(SHARED, 99_999, get(CC, "max-stale"), hour)).isInstanceOf(Verdict.Stale.class);
            forwarded(after(SHARED, 3_601, get(CC, "max-stale=x"), hour), Forward.STALE);
        }

        @Test
        void maxStaleDoesNotLiftMaxAge() {
            forwarded(after(SHARED, 3_610, get(CC, "max-stale, max-age=60"), hour), Forward.REQUEST);
        }

        @Test
        void minFreshWantsThatMuchLeft() {
            assertThat(after(SHARED, 0, get(CC, "min-fresh=3600"), hour)).isInstanceOf(Verdict.Fresh.class);
            forwarded(after(SHARED, 1, get(CC, "min-fresh=3600"), hour), Forward.REQUEST);
            forwarded(after(SHARED, 0, get(CC, "min-fresh=x"), hour), Forward.REQUEST);
        }

        @Test
        void noCacheValidates() {
            forwarded(after(SHARED, 0, get(CC, "no-cache"), hour), Forward.REQUEST);
            assertThat(after(SHARED, 0, get(CC, "no-cache"), stored(200, CC, "max-age=9")))
                    .isEqualTo(new Verdict.Fetch(Forward.REQUEST));
        }

        @Test
        void onlyIfCachedIsAnsweredFromTheStoreOrNotAtAll() {
            CacheRequest only = get(CC, "only-if-cached");
            assertThat(after(SHARED, 0, only)).isInstanceOf(Verdict.Unsatisfiable.class);
            assertThat(after(SHARED, 1, only, hour)).isInstanceOf(Verdict.Fresh.class);
            assertThat(after(SHARED, 3_600, only, hour)).isInstanceOf(Verdict.Unsatisfiable.class);
            assertThat(after(SHARED, 3_600, get(CC, "only-if-cached, max-stale"), hour))
                    .isInstanceOf(Verdict.Stale.class);
            assertThat(after(SHARED, 0, request("POST", CC, "only-if-cached")))
                    .isInstanceOf(Verdict.Unsatisfiable.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"max-age=0", "no-cache", "min-fresh=9999", "only-if-cached"})
        void theOperatorMayRefuseToListen(String asked) {
            CacheRules deaf = new CacheRules(CachePolicy.SHARED.withHonourRequests(false));
            assertThat(after(deaf, 1, get(CC, asked), hour)).isInstanceOf(Verdict.Fresh.class);
            assertThat(after(deaf, 1, get(CC, asked))).isInstanceOf(Verdict.Fetch.class);
        }
    }

    @Nested
    class Section5_4_Pragma {
        @Test
        void pragmaCountsOnlyWithoutCacheControl() {
            StoredResponse stored = with("max-age=9");
            forwarded(after(SHARED, 1, get("Pragma", "no-cache"), stored), Forward.REQUEST);
            assertThat(after(SHARED, 1, get("Pragma", "no-cache", CC, "max-age=5"), stored))
                    .isInstanceOf(Verdict.Fresh.class);
            assertThat(after(SHARED, 1, get("Pragma", "max-age=0"), stored)).isInstanceOf(Verdict.Fresh.class);
        }

        @Test
        void pragmaInAResponseMeansNothing() {
            assertThat(after(SHARED, 1, stored(200, "Pragma", "no-cache", CC, "max-age=9")))
                    .isInstanceOf(Verdict.Fresh.class);
        }
    }

    @Nested
    class Rfc5861Section3_StaleWhileRevalidate {
        @Test
        void staleIsUsedWithinTheWindowWhileItIsRefreshed() {
            StoredResponse stored = with("max-age=5, stale-while-revalidate=10");
            assertThat(after(SHARED, 15, stored))
                    .isEqualTo(new Verdict.Stale(stored, Duration.ofSeconds(15), Duration.ofSeconds(-10), true));
            forwarded(after(SHARED, 16, stored), Forward.STALE);
        }

        @Test
        void theOperatorsWindowIsForThoseThatDoNotSay() {
            CacheRules rules = new CacheRules(CachePolicy.SHARED.withStale(Duration.ofSeconds(10), Duration.ZERO));
            assertThat(after(rules, 10, with("max-age=5"))).isInstanceOf(Verdict.Stale.class);
            forwarded(after(rules, 10, with("max-age=5, stale-while-revalidate=0")), Forward.STALE);
        }
    }

    @Nested
    class Rfc5861Section4_StaleIfError {
        @Test
        void staleStandsInWithinTheWindow() {
            StoredResponse stored = with("max-age=5, stale-if-error=10");
            assertThat(SHARED.mayStandIn(get(), stored, NOW.plusSeconds(15))).isTrue();
            assertThat(SHARED.mayStandIn(get(), stored, NOW.plusSeconds(16))).isFalse();
            assertThat(SHARED.mayStandIn(get(), with("max-age=5"), NOW.plusSeconds(6)))
                    .isFalse();
        }

        @Test
        void theRequestMayAskForItAndMayForbidIt() {
            assertThat(SHARED.mayStandIn(get(CC, "stale-if-error=10"), with("max-age=5"), NOW.plusSeconds(9)))
                    .isTrue();
            assertThat(SHARED.mayStandIn(get(CC, "no-cache"), with("max-age=5, stale-if-error=9"), NOW))
                    .isFalse();
        }
    }

    @Nested
    class Rfc8246_Immutable {
        @Test
        void aReloadDoesNotValidateWhatCannotChange() {
            StoredResponse stored = with("max-age=9, immutable");
            assertThat(after(SHARED, 1, get(CC, "max-age=0"), stored)).isInstanceOf(Verdict.Fresh.class);
            forwarded(after(SHARED, 1, get(CC, "no-cache"), stored), Forward.REQUEST);
        }

        @Test
        void onceStaleItIsLikeAnyOther() {
            forwarded(after(SHARED, 9, with("max-age=9, immutable")), Forward.STALE);
            forwarded(after(SHARED, 9, get(CC, "max-age=0"), with("max-age=9, immutable")), Forward.REQUEST);
        }
    }
}
