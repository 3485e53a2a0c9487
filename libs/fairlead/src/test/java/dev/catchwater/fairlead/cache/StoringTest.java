package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.PRIVATE;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.date;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.isStored;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.response;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoringTest {
    private static final String CC = "Cache-Control";

    @Nested
    class Section3_StoringResponsesInCaches {
        @ParameterizedTest
        @ValueSource(ints = {200, 201, 204, 299, 301, 302, 307, 400, 403, 404, 410, 499, 500, 503, 599})
        void anyFinalStatusIsStoredWithAStatedLifetime(int status) {
            assertThat(isStored(SHARED, status, CC, "max-age=3600")).isTrue();
            assertThat(isStored(SHARED, status, "Expires", date(3_600))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {100, 101, 103, 199, 600})
        void noOtherStatusIs(int status) {
            assertThat(isStored(SHARED, status, CC, "max-age=3600")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {304, 412, 416})
        void answersToConditionsAndRangesAreNot(int status) {
            assertThat(isStored(SHARED, status, CC, "max-age=3600")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"HEAD", "POST", "PUT", "OPTIONS", "M-SEARCH", "get"})
        void onlyAnswersToGetAre(String method) {
            assertThat(SHARED.storing(request(method), response(200, CC, "max-age=3600")))
                    .isEqualTo(new Storing.Skip("only responses to GET are stored"));
        }

        @Test
        void anAnswerToPostIsIfItIsTheTargetsOwnContentAndSaysHowLong() {
            CacheRequest post = request("POST");
            String own = "Content-Location";
            assertThat(SHARED.storing(post, response(200, CC, "max-age=9", own, "/thing?a=b")))
                    .isInstanceOfSatisfying(
                            Storing.Store.class,
                            store -> assertThat(after(SHARED, 8, store.response()))
                                    .isInstanceOf(Verdict.Fresh.class));
            for (OriginResponse other : List.of(
                    response(200, CC, "max-age=9"),
                    response(200, CC, "max-age=9", own, "/thing"),
                    response(200, CC, "max-age=9", own, "https://other.test/thing?a=b"),
                    response(201, CC, "max-age=9", own, "/thing?a=b"),
                    response(200, CC, "public", "ETag", "\"1\"", own, "/thing?a=b"))) {
                assertThat(SHARED.storing(post, other)).isInstanceOf(Storing.Skip.class);
            }
        }

        @Test
        void aSecretNeverTravelsInTheReason() {
            assertThat(SHARED.storing(get("Authorization", "Bearer hidden"), response(200, CC, "max-age=1")))
                    .hasToString("Skip[reason=the request was authorised, and it does not say that others may see it]");
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 404})
        void whatCanNeitherBeUsedNorValidatedIsNotStored(int status) {
            assertThat(isStored(SHARED, status)).isFalse();
            assertThat(isStored(SHARED, status, CC, "max-age=0")).isFalse();
            assertThat(isStored(SHARED, status, CC, "no-cache, max-age=9")).isFalse();
            assertThat(isStored(SHARED, status, "ETag", "\"1\"")).isTrue();
            assertThat(isStored(SHARED, status, CC, "no-cache", "ETag", "\"1\""))
                    .isTrue();
            assertThat(isStored(SHARED, status, CC, "max-age=0, stale-while-revalidate=9"))
                    .isTrue();
        }

        @Test
        void extensionsDoNotMakeAStatusStorable() {
            assertThat(isStored(SHARED, 403, CC, "foo=1", "ETag", "\"1\"")).isFalse();
            assertThat(isStored(SHARED, 403, CC, "public", "ETag", "\"1\"")).isTrue();
            assertThat(isStored(PRIVATE, 403, CC, "private", "ETag", "\"1\"")).isTrue();
            assertThat(isStored(PRIVATE, 403, CC, "s-maxage=9", "ETag", "\"1\""))
                    .isFalse();
        }

        @Test
        void setCookieDoesNotForbidStoring() {
            assertThat(isStored(SHARED, 200, CC, "max-age=9", "Set-Cookie", "a=b"))
                    .isTrue();
        }
    }

    @Nested
    class Section3_1_StoringHeaderAndTrailerFields {
        @Test
        void fieldsOfTheConnectionAreLeftOut() {
            StoredResponse stored = stored(
                    200,
                    CC,
                    "max-age=9",
                    "Connection",
                    "a, b",
                    "Keep-Alive",
                    "5",
                    "Proxy-Authenticate",
                    "x",
                    "Proxy-Authentication-Info",
                    "x",
                    "Proxy-Connection",
                    "x",
                    "TE",
                    "x",
                    "Transfer-Encoding",
                    "chunked",
                    "Upgrade",
                    "x",
                    "Trailer",
                    "t",
                    "A",
                    "1",
                    "B",
                    "2",
                    "C",
                    "3");
            assertThat(stored.headers().toString()).isEqualTo("[Cache-Control, C, Date]");
        }

        @Test
        void aConnectionFieldCannotTakeAwayWhatFreshnessStandsOn() {
            StoredResponse stored =
                    stored(200, CC, "max-age=9", "Age", "5", "Vary", "A", "Connection", "age, vary, cache-control");
            assertThat(stored.headers().toString()).isEqualTo("[Cache-Control, Age, Vary, Date]");
        }

        @Test
        void otherFieldsAreKeptAsTheyCame() {
            StoredResponse stored =
                    stored(200, CC, "max-age=9", "X-Test", " ü ", "Set-Cookie", "a=1", "Set-Cookie", "b=2");
            assertThat(stored.headers().all("X-Test")).containsExactly(" ü ");
            assertThat(stored.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
        }
    }

    @Nested
    class Section3_5_StoringResponsesToAuthenticatedRequests {
        private boolean storedBy(CacheRules rules, String control) {
            return rules.storing(get("Authorization", "Basic x"), response(200, CC, control)) instanceof Storing.Store;
        }

        @Test
        void aSharedCacheNeedsLeave() {
            assertThat(storedBy(SHARED, "max-age=9")).isFalse();
            assertThat(storedBy(SHARED, "max-age=9, public")).isTrue();
            assertThat(storedBy(SHARED, "max-age=9, must-revalidate")).isTrue();
            assertThat(storedBy(SHARED, "s-maxage=9")).isTrue();
        }

        @Test
        void aPrivateCacheDoesNot() {
            assertThat(storedBy(PRIVATE, "max-age=9")).isTrue();
        }
    }

    @Nested
    class Section5_2_1_5_RequestNoStore {
        @Test
        void theAnswerIsNotStored() {
            assertThat(SHARED.storing(get(CC, "no-store"), response(200, CC, "max-age=9")))
                    .isInstanceOf(Storing.Skip.class);
        }

        @Test
        void whatIsAlreadyStoredMayBeUsed() {
            assertThat(Given.after(SHARED, 1, get(CC, "no-store"), stored(200, CC, "max-age=9")))
                    .isInstanceOf(Verdict.Fresh.class);
        }
    }

    @Nested
    class Section5_2_2_3_MustUnderstand {
        @Test
        void whoUnderstandsTheStatusIgnoresNoStore() {
            assertThat(isStored(SHARED, 200, CC, "max-age=9, no-store, must-understand"))
                    .isTrue();
            assertThat(isStored(SHARED, 599, CC, "max-age=9, no-store, must-understand"))
                    .isFalse();
        }

        @Test
        void whoDoesNotUnderstandItDoesNotStoreAtAll() {
            assertThat(isStored(SHARED, 599, CC, "max-age=9, must-understand")).isFalse();
            assertThat(isStored(SHARED, 599, CC, "max-age=9")).isTrue();
        }
    }

    @Nested
    class Section5_2_2_4_ResponseNoCache {
        @Test
        void namedFieldsAreNotStored() {
            StoredResponse stored = stored(200, CC, "no-cache=\"a, B\"", CC, "max-age=9", "A", "1", "b", "2", "c", "3");
            assertThat(stored.headers().toString()).isEqualTo("[Cache-Control, Cache-Control, c, Date]");
            assertThat(Given.after(SHARED, 1, stored)).isInstanceOf(Verdict.Fresh.class);
        }
    }

    @Nested
    class Section5_2_2_5_ResponseNoStore {
        @Test
        void nothingOutweighsIt() {
            assertThat(isStored(PRIVATE, 200, CC, "No-StOrE, max-age=9", "Expires", date(9)))
                    .isFalse();
        }
    }

    @Nested
    class Section5_2_2_7_ResponsePrivate {
        @Test
        void aSharedCacheDoesNotStoreItAPrivateOneDoes() {
            assertThat(isStored(SHARED, 200, CC, "private, max-age=9")).isFalse();
            assertThat(isStored(PRIVATE, 200, CC, "private, max-age=9")).isTrue();
        }

        @Test
        void aSharedCacheLeavesNamedFieldsOut() {
            String[] headers = {CC, "private=\"Set-Cookie\", max-age=9", "Set-Cookie", "a=b"};
            assertThat(stored(SHARED, get(), response(200, headers)).headers().contains("Set-Cookie"))
                    .isFalse();
            assertThat(stored(PRIVATE, get(), response(200, headers)).headers().contains("Set-Cookie"))
                    .isTrue();
        }
    }
}
