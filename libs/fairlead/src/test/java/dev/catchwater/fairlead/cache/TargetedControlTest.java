package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.isFresh;
import static dev.catchwater.fairlead.cache.Given.isStored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9213. */
class TargetedControlTest {
    @Nested
    class Section2_1_Syntax {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "max-age=10000, &&&&&",
                    "max-age=\"10000\"",
                    "max-age=10000.5",
                    "max-age",
                    "max-age =10000",
                    "max-age= 10000",
                    "MaX-aGe=10000",
                    "max-age=10000, no-store=?0",
                    "max-age=10000, private=5",
                    ""
                })
        void aBrokenFieldOrOneOfAnotherTypeCountsAsAbsent(String field) {
            assertThat(isStored(SHARED, 200, "CDN-Cache-Control", field, "Cache-Control", "no-store"))
                    .isFalse();
            assertThat(isFresh(SHARED, 5, "CDN-Cache-Control", field, "Cache-Control", "max-age=10"))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "max-age=10000",
                    "max-age=2147483648",
                    "max-age=99999999999",
                    "foobar, max-age=10000;param=1",
                    "foo=\"x\", bar=(1 2), max-age=10000"
                })
        void unknownDirectivesAndParametersAreIgnored(String field) {
            assertThat(isFresh(SHARED, 9_999, "CDN-Cache-Control", field, "Cache-Control", "no-store"))
                    .isTrue();
        }

        @Test
        void aNegativeAgeIsNoTime() {
            assertThat(isFresh(SHARED, 0, "CDN-Cache-Control", "max-age=-5", "Cache-Control", "max-age=10"))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"no-cache=\"a, b\", max-age=10", "no-cache=(a \"b\"), max-age=10", "no-cache=a, max-age=10"})
        void fieldNamesMayBeStringsTokensAndLists(String field) {
            StoredResponse stored = Given.stored(200, "CDN-Cache-Control", field, "A", "1", "C", "2");
            assertThat(stored.headers().contains("A")).isFalse();
            assertThat(stored.headers().contains("C")).isTrue();
        }
    }

    @Nested
    class Section2_2_CacheBehavior {
        @Test
        void aTargetedFieldStandsInForCacheControlAndExpires() {
            assertThat(isFresh(SHARED, 5, "CDN-Cache-Control", "max-age=3600", "Cache-Control", "max-age=1"))
                    .isTrue();
            assertThat(isFresh(SHARED, 5, "CDN-Cache-Control", "max-age=1", "Cache-Control", "max-age=3600"))
                    .isFalse();
            assertThat(isFresh(SHARED, 0, "CDN-Cache-Control", "max-age=0", "Expires", date(9_999)))
                    .isFalse();
            assertThat(isFresh(
                            SHARED,
                            0,
                            "CDN-Cache-Control",
                            "foo",
                            "Expires",
                            date(9_999),
                            "Cache-Control",
                            "max-age=9"))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"private", "no-store"})
        void itsRestrictionsHoldWhateverCacheControlSays(String directive) {
            assertThat(isStored(
                            SHARED,
                            200,
                            "CDN-Cache-Control",
                            directive,
                            "Cache-Control",
                            "max-age=9",
                            "Expires",
                            date(9)))
                    .isFalse();
        }

        @Test
        void itsNoCacheAsksForValidation() {
            StoredResponse stored =
                    Given.stored(200, "CDN-Cache-Control", "no-cache", "Cache-Control", "max-age=99", "ETag", "\"1\"");
            assertThat(Given.after(SHARED, 1, stored)).isInstanceOf(Verdict.Revalidate.class);
        }

        @Test
        void ageStillCounts() {
            assertThat(isFresh(SHARED, 0, "CDN-Cache-Control", "max-age=3600", "Age", "7200"))
                    .isFalse();
        }
    }

    @Nested
    class Section2_TargetLists {
        @Test
        void theFirstOfTheListThatIsValidWins() {
            CacheRules rules =
                    new CacheRules(CachePolicy.SHARED.withTargetedFields("Own-Cache-Control", "CDN-Cache-Control"));
            assertThat(isFresh(rules, 5, "CDN-Cache-Control", "max-age=1", "Own-Cache-Control", "max-age=10"))
                    .isTrue();
            assertThat(isFresh(rules, 5, "CDN-Cache-Control", "max-age=10", "Own-Cache-Control", "&"))
                    .isTrue();
        }

        @Test
        void aPrivateCacheIsNobodysTarget() {
            assertThat(isFresh(Given.PRIVATE, 5, "CDN-Cache-Control", "max-age=10", "Cache-Control", "max-age=1"))
                    .isFalse();
        }
    }
}
