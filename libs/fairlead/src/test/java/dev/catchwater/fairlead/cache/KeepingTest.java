package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.PRIVATE;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of storing where newer fields come for what is stored: RFC 9111 §3, §3.5, §5.2. */
class KeepingTest {
    private static final String CC = "Cache-Control";
    private static final StoredResponse HELD = stored(200, CC, "max-age=2", "ETag", "\"a\"", "X", "old");
    private static final String[] AUTHORISED = {"Authorization", "secret"};

    @Nested
    class Section4_3_4_FresheningStoredResponses {
        private Validation.Confirmed confirmed(CacheRules rules, CacheRequest request, String... headers) {
            return (Validation.Confirmed) rules.validated(request, HELD, at(NOW.plusSeconds(5), 304, headers));
        }

        private Validation.Keeping keeping(CacheRequest request, String... headers) {
            return confirmed(SHARED, request, headers).keeping();
        }

        @ParameterizedTest
        @ValueSource(strings = {"no-store", "private", "private, max-age=9", "must-understand, private"})
        void whatMayNotBeStoredAnyMoreIsRemoved(String control) {
            assertThat(keeping(get(), CC, control)).isEqualTo(Validation.Keeping.REMOVED);
        }

        @Test
        void whatVariesOnEverythingIsRemoved() {
            assertThat(keeping(get(), "Vary", "*")).isEqualTo(Validation.Keeping.REMOVED);
        }

        @Test
        void whoUnderstandsTheStatusPassesOverTheNoStoreBesideMustUnderstand() {
            assertThat(keeping(get(), CC, "must-understand, no-store, max-age=9"))
                    .isEqualTo(Validation.Keeping.UPDATED);
        }

        @Test
        void aRequestThatWantsNothingStoredChangesNothing() {
            CacheRequest unstored = get(CC, "no-store");
            assertThat(keeping(unstored, CC, "max-age=9")).isEqualTo(Validation.Keeping.UNCHANGED);
            assertThat(keeping(unstored, CC, "no-store")).isEqualTo(Validation.Keeping.REMOVED);
        }

        @Test
        void fieldsForAnAuthorisedRequestAreStoredOnlyIfOthersMaySeeThem() {
            CacheRequest authorised = get(AUTHORISED);
            Validation.Confirmed own = confirmed(SHARED, authorised, CC, "max-age=9", "Set-Cookie", "hers=1");
            assertThat(own.keeping()).isEqualTo(Validation.Keeping.UNCHANGED);
            assertThat(own.updated().headers().all("Set-Cookie")).containsExactly("hers=1");
            assertThat(keeping(authorised, CC, "public, max-age=9")).isEqualTo(Validation.Keeping.UPDATED);
            assertThat(confirmed(PRIVATE, authorised, CC, "max-age=9").keeping())
                    .isEqualTo(Validation.Keeping.UPDATED);
        }

        @Test
        void aStatusThatNothingAllowsToBeStoredAnyMoreIsRemoved() {
            StoredResponse found = stored(302, CC, "max-age=2", "ETag", "\"a\"");
            Validation validation = SHARED.validated(get(), found, at(NOW, 304, CC, "no-transform"));
            assertThat(((Validation.Confirmed) validation).keeping()).isEqualTo(Validation.Keeping.REMOVED);
        }

        @Test
        void aCookieThatTheStoredFieldsKeepForOneClientPassesToItAlone() {
            StoredResponse held = stored(200, CC, "max-age=2, private=\"Set-Cookie\"", "ETag", "\"a\"");
            Validation validation = SHARED.validated(get(), held, at(NOW, 304, "Set-Cookie", "hers=1"));
            assertThat(validation).isInstanceOfSatisfying(Validation.Confirmed.class, confirmed -> {
                assertThat(confirmed.updated().headers().contains("Set-Cookie")).isFalse();
                assertThat(confirmed.passing()).isEqualTo(Headers.of("Set-Cookie", "hers=1"));
            });
        }
    }

    @Nested
    class Section4_3_5_FresheningResponsesWithHead {
        private StoredResponse head(String[] request, String... headers) {
            return SHARED.freshened(request("HEAD", request), HELD, at(NOW.plusSeconds(5), 200, headers));
        }

        @ParameterizedTest
        @ValueSource(strings = {"no-store", "private", "private, max-age=99"})
        void whatMayNotBeStoredAnyMoreIsInvalidAndTakesNothingIn(String control) {
            StoredResponse after = head(new String[0], CC, control, "X", "new");
            assertThat(after).isEqualTo(HELD.invalidated());
        }

        @Test
        void fieldsForAnAuthorisedRequestAreStoredOnlyIfOthersMaySeeThem() {
            assertThat(head(AUTHORISED, CC, "max-age=99", "Set-Cookie", "hers=1"))
                    .isEqualTo(HELD);
            assertThat(head(AUTHORISED, CC, "public, max-age=99", "X", "new")
                            .headers()
                            .all("X"))
                    .containsExactly("new");
        }

        @Test
        void aRequestThatWantsNothingStoredChangesNothing() {
            assertThat(head(new String[] {CC, "no-store"}, CC, "max-age=99", "X", "new"))
                    .isEqualTo(HELD);
        }
    }
}
