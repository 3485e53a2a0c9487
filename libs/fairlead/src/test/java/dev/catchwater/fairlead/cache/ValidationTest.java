package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private static final String CC = "Cache-Control";

    private static StoredResponse held(String... more) {
        String[] headers = new String[more.length + 2];
        headers[0] = CC;
        headers[1] = "max-age=2";
        System.arraycopy(more, 0, headers, 2, more.length);
        return stored(200, headers);
    }

    private static Validation answered(StoredResponse stored, int status, String... headers) {
        return SHARED.validated(get(), stored, at(NOW.plusSeconds(5), status, headers));
    }

    private static StoredResponse confirmed(StoredResponse stored, String... headers) {
        return ((Validation.Confirmed) answered(stored, 304, headers)).updated();
    }

    @Nested
    class Section4_3_1_SendingAValidationRequest {
        private Headers conditions(StoredResponse stored) {
            return ((Verdict.Revalidate) Given.after(SHARED, 5, stored)).conditions();
        }

        @Test
        void validatorsAreSentAsTheyCame() {
            assertThat(conditions(held("ETag", "\"a\"", "Last-Modified", date(-9))))
                    .isEqualTo(Headers.of("If-None-Match", "\"a\"", "If-Modified-Since", date(-9)));
            assertThat(conditions(held("ETag", "W/\"ü\""))).isEqualTo(Headers.of("If-None-Match", "W/\"ü\""));
            assertThat(conditions(held("Last-Modified", "once"))).isEqualTo(Headers.of("If-Modified-Since", "once"));
        }

        @Test
        void theyTakeThePlaceOfTheClientsOwn() {
            Headers request = Headers.of(
                    "if-none-match", "\"old\"", "Accept", "x", "If-Modified-Since", "y", "Range", "bytes=0-1");
            assertThat(SHARED.conditional(request, Headers.of("If-None-Match", "\"a\"")))
                    .isEqualTo(Headers.of("Accept", "x", "Range", "bytes=0-1", "If-None-Match", "\"a\""));
        }
    }

    @Nested
    class Section4_3_3_HandlingAValidationResponse {
        @Test
        void aFullAnswerReplaces() {
            assertThat(answered(held("ETag", "\"a\""), 200, "ETag", "\"b\"")).isInstanceOf(Validation.Replaced.class);
            assertThat(answered(held("ETag", "\"a\""), 404)).isInstanceOf(Validation.Replaced.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504})
        void anErrorIsHiddenOnlyWhereStaleMayStandIn(int status) {
            StoredResponse allowed = stored(200, CC, "max-age=2, stale-if-error=60", "ETag", "\"a\"");
            assertThat(answered(allowed, status)).isEqualTo(new Validation.UseStale(allowed));
            assertThat(answered(held("ETag", "\"a\""), status)).isInstanceOf(Validation.Replaced.class);
            StoredResponse forbidden =
                    stored(200, CC, "max-age=2, stale-if-error=60, must-revalidate", "ETag", "\"a\"");
            assertThat(answered(forbidden, status)).isInstanceOf(Validation.Replaced.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 501, 505})
        void otherStatusesAreAnswers(int status) {
            StoredResponse allowed = stored(200, CC, "max-age=2, stale-if-error=60", "ETag", "\"a\"");
            assertThat(answered(allowed, status)).isInstanceOf(Validation.Replaced.class);
        }
    }

    @Nested
    class Section4_3_4_FresheningStoredResponses {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"a\"|\"a\"|true",
                    "\"a\"|\"b\"|false",
                    "W/\"a\"|W/\"a\"|true",
                    "\"a\"|W/\"a\"|true",
                    "W/\"a\"|\"a\"|false"
                })
        void aTagHasToMatchAndAStrongOneStrongly(String held, String confirmed, boolean same) {
            assertThat(answered(held("ETag", held), 304, "ETag", confirmed) instanceof Validation.Confirmed)
                    .isEqualTo(same);
        }

        @Test
        void withoutATagTheDateHasToMatch() {
            StoredResponse dated = held("Last-Modified", date(-9));
            assertThat(answered(dated, 304, "Last-Modified", date(-9))).isInstanceOf(Validation.Confirmed.class);
            assertThat(answered(dated, 304, "Last-Modified", date(-8))).isInstanceOf(Validation.Unmatched.class);
            assertThat(answered(dated, 304, "ETag", "\"a\"")).isInstanceOf(Validation.Unmatched.class);
        }

        @Test
        void aNotModifiedWithoutValidatorsIsAboutWhatWasAsked() {
            assertThat(answered(held("ETag", "\"a\""), 304)).isInstanceOf(Validation.Confirmed.class);
        }

        @Test
        void itMakesFreshAgain() {
            StoredResponse fresh = confirmed(held("ETag", "\"a\"", "Age", "90"), CC, "max-age=60", "ETag", "\"a\"");
            assertThat(Given.after(SHARED, 64, fresh)).isInstanceOf(Verdict.Fresh.class);
            assertThat(Given.after(SHARED, 65, fresh)).isInstanceOf(Verdict.Revalidate.class);
        }

        @Test
        void itMakesValidAgain() {
            assertThat(confirmed(held("ETag", "\"a\"").invalidated(), "ETag", "\"a\"")
                            .invalid())
                    .isFalse();
        }
    }

    @Nested
    class Section3_2_UpdatingStoredHeaderFields {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Test-Header",
                    "X-A",
                    "Content-Foo",
                    "Content-Type",
                    "Content-Location",
                    "Set-Cookie",
                    "Expires"
                })
        void fieldsOfTheNewAnswerReplaceTheOld(String field) {
            StoredResponse updated =
                    confirmed(held("ETag", "\"a\"", field, "old", field, "older"), "ETag", "\"a\"", field, "new");
            assertThat(updated.headers().all(field)).containsExactly("new");
        }

        @Test
        void fieldsThatItOmitsStay() {
            StoredResponse updated = confirmed(held("ETag", "\"a\"", "X-A", "old"), CC, "max-age=9", "ETag", "\"a\"");
            assertThat(updated.headers().all("X-A")).containsExactly("old");
            assertThat(updated.headers().all(CC)).containsExactly("max-age=9");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length",
                    "Content-Encoding",
                    "Content-Range",
                    "Content-MD5",
                    "Content-Digest",
                    "Repr-Digest"
                })
        void fieldsAboutTheHeldContentStay(String field) {
            StoredResponse updated = confirmed(held("ETag", "\"a\"", field, "10"), "ETag", "\"a\"", field, "99");
            assertThat(updated.headers().all(field)).containsExactly("10");
        }

        @Test
        void fieldsOfTheConnectionDoNotComeIn() {
            StoredResponse updated = confirmed(held("ETag", "\"a\""), "Connection", "x", "X", "1", "Keep-Alive", "5");
            assertThat(updated.headers().toString()).isEqualTo("[Cache-Control, ETag, Date]");
        }

        @Test
        void ageAndDateAreThoseOfTheNewAnswer() {
            StoredResponse updated = confirmed(held("ETag", "\"a\"", "Age", "99", "Date", date(-99)), "ETag", "\"a\"");
            assertThat(updated.headers().contains("Age")).isFalse();
            assertThat(updated.headers().all("Date")).containsExactly(date(5));
        }

        @Test
        void fieldsForOneClientPassToItAndAreNotStored() {
            Validation validation = answered(
                    held("ETag", "\"a\""),
                    304,
                    "ETag",
                    "\"a\"",
                    CC,
                    "max-age=9, no-cache=\"Set-Cookie\"",
                    "Set-Cookie",
                    "a=b");
            Validation.Confirmed confirmed = (Validation.Confirmed) validation;
            assertThat(confirmed.updated().headers().contains("Set-Cookie")).isFalse();
            assertThat(confirmed.passing()).isEqualTo(Headers.of("Set-Cookie", "a=b"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"no-store", "private"})
        void theNewFieldsMayEndTheStoring(String control) {
            assertThat(((Validation.Confirmed) answered(held("ETag", "\"a\""), 304, CC, control)).keep())
                    .isFalse();
            assertThat(((Validation.Confirmed) answered(held("ETag", "\"a\""), 304)).keep())
                    .isTrue();
        }

        @Test
        void aNewVarySelectsByTheNewRequest() {
            OriginResponse notModified = at(NOW, 304, "ETag", "\"a\"", "Vary", "Foo");
            Validation validation = SHARED.validated(get("Foo", "1"), held("ETag", "\"a\""), notModified);
            assertThat(SHARED.selects(get("Foo", "1"), ((Validation.Confirmed) validation).updated()))
                    .isTrue();
            assertThat(SHARED.selects(get("Foo", "2"), ((Validation.Confirmed) validation).updated()))
                    .isFalse();
        }
    }

    @Nested
    class Section4_3_5_FresheningResponsesWithHead {
        private StoredResponse head(StoredResponse stored, int status, String... headers) {
            return SHARED.freshened(request("HEAD"), stored, at(NOW.plusSeconds(5), status, headers));
        }

        @Test
        void theSameRepresentationIsBroughtUpToDate() {
            StoredResponse fresh = head(
                    held("ETag", "\"a\"", "X", "1"), 200, CC, "max-age=60", "ETag", "\"a\"", "Content-Length", "10");
            assertThat(Given.after(SHARED, 60, fresh)).isInstanceOf(Verdict.Fresh.class);
            assertThat(fresh.headers().all("X")).containsExactly("1");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"ETag|\"b\"", "Last-Modified|once", "Content-Length|11"})
        void anotherRepresentationMakesItInvalid(String field, String value) {
            assertThat(head(held("ETag", "\"a\""), 200, field, value).invalid()).isTrue();
        }

        @Test
        void otherStatusesAndOtherVariantsChangeNothing() {
            StoredResponse held = held("ETag", "\"a\"");
            assertThat(head(held, 410, "ETag", "\"b\"")).isSameAs(held);
            StoredResponse foo = stored(SHARED, get("Foo", "1"), at(NOW, 200, CC, "max-age=9", "Vary", "Foo"));
            assertThat(head(foo, 200, "ETag", "\"b\"")).isSameAs(foo);
        }
    }
}
