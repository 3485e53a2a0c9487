package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.TARGET;
import static dev.catchwater.fairlead.cache.Given.request;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidationTest {
    private static final PrimaryKey OWN = PrimaryKey.of(TARGET);

    private static Invalidation by(String method, int status, String... headers) {
        return SHARED.invalidation(request(method), status, Headers.received(headers));
    }

    private static PrimaryKey key(String uri) {
        return PrimaryKey.of(URI.create(uri));
    }

    @Nested
    class Section2_CacheKeys {
        @ParameterizedTest
        @CsvSource({
            "HTTPS://Origin.TEST:443/thing?a=b#part,https://origin.test/thing?a=b",
            "https://origin.test,https://origin.test/",
            "http://origin.test:80/?,http://origin.test/?"
        })
        void spellingsOfOneUriAreOneKey(String one, String other) {
            assertThat(key(one)).isEqualTo(key(other));
        }

        @ParameterizedTest
        @CsvSource({
            "https://origin.test/a?x=1,https://origin.test/a?x=2",
            "https://origin.test/a,http://origin.test/a",
            "https://origin.test/a,https://origin.test:8443/a",
            "https://origin.test/a,https://origin.test/A",
            "https://origin.test/a,https://origin.test/a?",
            "https://a_b.test/,https://a_c.test/"
        })
        void differentUrisAreDifferentKeys(String one, String other) {
            assertThat(key(one)).isNotEqualTo(key(other));
        }

        @Test
        void aKeyDoesNotShowItsQuery() {
            assertThat(key("https://origin.test/a?token=x")).hasToString("https://origin.test:443/a");
        }
    }

    @Nested
    class Section4_4_InvalidatingStoredResponses {
        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "M-SEARCH"})
        void anUnsafeOrUnknownMethodThatSucceedsInvalidatesItsTarget(String method) {
            assertThat(by(method, 200).keys()).containsExactly(OWN);
            assertThat(by(method, 303).keys()).containsExactly(OWN);
        }

        @ParameterizedTest
        @CsvSource({"GET,200", "HEAD,200", "OPTIONS,204", "POST,400", "POST,500", "PUT,404", "POST,103"})
        void safeMethodsAndErrorsDoNot(String method, int status) {
            assertThat(by(method, status, "Location", "/new").isEmpty()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Location", "Content-Location"})
        void sameOriginTargetsOfTheAnswerAreInvalidatedToo(String field) {
            assertThat(by("POST", 201, field, "/new").keys()).containsExactly(OWN, key("https://origin.test/new"));
            assertThat(by("POST", 201, field, "new?x=1").keys()).contains(key("https://origin.test/new?x=1"));
            assertThat(by("POST", 201, field, "https://ORIGIN.test:443/new").keys())
                    .contains(key("https://origin.test/new"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://other.test/new",
                    "http://origin.test/new",
                    "https://origin.test:8443/new",
                    "//other.test/new",
                    "mailto:a@origin.test",
                    ":::",
                    "%zz"
                })
        void othersOriginsAreNotTouched(String reference) {
            assertThat(by("POST", 201, "Location", reference).keys()).containsExactly(OWN);
        }

        @Test
        void aTargetWithoutPathResolves() {
            CacheRequest bare = new CacheRequest(Method.POST, URI.create("https://origin.test"), Headers.none());
            assertThat(SHARED.invalidation(bare, 201, Headers.of("Location", "x"))
                            .keys())
                    .containsExactly(key("https://origin.test/"), key("https://origin.test/x"));
        }
    }

    @Nested
    class Rfc9875Section2_CacheGroups {
        @Test
        void groupsAreReadFromAListOfStrings() {
            assertThat(stored(
                                    200,
                                    "Cache-Control",
                                    "max-age=9",
                                    "Cache-Groups",
                                    "\"a\", \"b\";x",
                                    "Cache-Groups",
                                    "\"c d\"")
                            .groups())
                    .containsExactly("a", "b", "c d");
            assertThat(stored(200, "Cache-Control", "max-age=9", "Cache-Groups", "\"a\", b")
                            .groups())
                    .isEmpty();
        }
    }

    @Nested
    class Rfc9875Section3_CacheGroupInvalidation {
        @Test
        void groupsAreNamedByAnswersToUnsafeMethodsOnly() {
            assertThat(by("POST", 200, "Cache-Group-Invalidation", "\"a\", \"b\"")
                            .groups())
                    .containsExactly("a", "b");
            assertThat(by("GET", 200, "Cache-Group-Invalidation", "\"a\"").groups())
                    .isEmpty();
        }

        @Test
        void whatIsNoListOfStringsIsIgnored() {
            assertThat(by("POST", 200, "Cache-Group-Invalidation", "a").groups())
                    .isEmpty();
            assertThat(by("POST", 200, "Cache-Group-Invalidation", "\"a").groups())
                    .isEmpty();
        }
    }
}
