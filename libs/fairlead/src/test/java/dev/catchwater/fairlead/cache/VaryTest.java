package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaryTest {
    private static StoredResponse stored(CacheRequest request, String... vary) {
        String[] headers = new String[2 + vary.length * 2];
        headers[0] = "Cache-Control";
        headers[1] = "max-age=99";
        for (int i = 0; i < vary.length; i++) {
            headers[2 + 2 * i] = "Vary";
            headers[3 + 2 * i] = vary[i];
        }
        return Given.stored(SHARED, request, response(200, headers));
    }

    @Nested
    class Section4_1_CalculatingCacheKeysWithVary {
        @Test
        void allNominatedFieldsHaveToMatch() {
            StoredResponse stored = stored(get("Foo", "1", "Bar", "abc", "Baz", "789"), "Foo, Bar", "Baz");
            assertThat(SHARED.selects(get("Baz", "789", "Bar", "abc", "Foo", "1", "Other", "x"), stored))
                    .isTrue();
            assertThat(SHARED.selects(get("Foo", "2", "Bar", "abc", "Baz", "789"), stored))
                    .isFalse();
            assertThat(SHARED.selects(get("Foo", "1", "Bar", "abc"), stored)).isFalse();
        }

        @Test
        void absentMatchesOnlyAbsent() {
            StoredResponse stored = stored(get("Foo", "1"), "Foo, Bar");
            assertThat(SHARED.selects(get("Foo", "1"), stored)).isTrue();
            assertThat(SHARED.selects(get("Foo", "1", "Bar", ""), stored)).isFalse();
            assertThat(SHARED.selects(get("Bar", "1"), stored(get("Bar", ""), "Bar")))
                    .isFalse();
        }

        @Test
        void aMissTellsWhetherTheUriOrItsVariantIsUnknown() {
            StoredResponse stored = stored(get("Foo", "1"), "Foo");
            assertThat(Given.after(SHARED, 1, get("Foo", "2"), stored)).isEqualTo(new Verdict.Fetch(Forward.VARY_MISS));
        }

        @ParameterizedTest
        @ValueSource(strings = {"*", "Foo, *", "*, Foo", ", *,"})
        void aStarIsNeverStored(String vary) {
            assertThat(SHARED.storing(get(), response(200, "Cache-Control", "max-age=9", "Vary", vary)))
                    .isEqualTo(new Storing.Skip("it varies on everything"));
        }

        @Test
        void aStarMatchesNothingHoweverItCameIntoTheStore() {
            StoredResponse stored = stored(get(), "Foo");
            StoredResponse starred = new StoredResponse(
                    200,
                    stored.headers().with("Vary", "*"),
                    stored.selecting(),
                    Given.NOW,
                    Given.NOW,
                    stored.extent(),
                    false);
            assertThat(SHARED.selects(get(), starred)).isFalse();
        }

        @Test
        void aStarOnAnyLineIsAStar() {
            assertThat(SHARED.storing(get(), response(200, "Cache-Control", "max-age=9", "Vary", "Foo", "Vary", "*")))
                    .isInstanceOf(Storing.Skip.class);
        }

        @Test
        void namesAreComparedWithoutCaseAndEmptyOnesIgnored() {
            StoredResponse stored = stored(get("foo", "1"), ", FOO,, ");
            assertThat(SHARED.selects(get("Foo", "1"), stored)).isTrue();
            assertThat(SHARED.selects(get("Foo", "2"), stored)).isFalse();
        }

        @Test
        void aResponseWithoutVaryMatchesEveryRequest() {
            assertThat(SHARED.selects(get("Foo", "2"), stored(get("Foo", "1")))).isTrue();
        }

        @Test
        void linesOfOneFieldAreOneList() {
            assertThat(SHARED.selects(get("Foo", "1", "Foo", "2"), stored(get("Foo", "1, 2"), "Foo")))
                    .isTrue();
            assertThat(SHARED.selects(get("Foo", " 1,2 "), stored(get("Foo", "1, 2"), "Foo")))
                    .isTrue();
            assertThat(SHARED.selects(get("Foo", "2, 1"), stored(get("Foo", "1, 2"), "Foo")))
                    .isFalse();
            assertThat(SHARED.selects(get("Foo", "A"), stored(get("Foo", "a"), "Foo")))
                    .isFalse();
        }

        @Test
        void spacesWithinQuotesCount() {
            assertThat(SHARED.selects(get("Foo", "\"1,2\""), stored(get("Foo", "\"1, 2\""), "Foo")))
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Accept-Language|en, de|de, en|true",
                    "Accept-Language|en-US|EN-us|true",
                    "Accept-Language|en;q=0.8, de|de , en ; q=0.8|true",
                    "Accept-Language|en;q=0.8, de|en, de;q=0.8|false",
                    "Accept-Language|en|de|false",
                    "Accept-Encoding|gzip, br|br,GZIP|true",
                    "Accept-Encoding|gzip, br|gzip|false",
                    "Accept-Encoding|gzip;q=0, br|gzip, br|false"
                })
        void languagesAndCodingsAreComparedByTheirMeaning(String field, String one, String other, boolean same) {
            assertThat(SHARED.selects(get(field, other), stored(get(field, one), field)))
                    .isEqualTo(same);
        }

        @Test
        void anAnswerThatDependsOnTooMuchIsNotStored() {
            OriginResponse response = response(200, "Cache-Control", "max-age=9", "Vary", "Cookie");
            assertThat(SHARED.storing(get("Cookie", "x".repeat(8_000)), response))
                    .isInstanceOf(Storing.Store.class);
            assertThat(SHARED.storing(get("Cookie", "x".repeat(8_192)), response))
                    .isInstanceOf(Storing.Skip.class);
        }

        @Test
        void anAnswerThatNamesTooManyFieldsIsNotStored() {
            String many = IntStream.range(0, 64).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
            assertThat(SHARED.storing(get(), response(200, "Cache-Control", "max-age=9", "Vary", many)))
                    .isInstanceOf(Storing.Store.class);
            assertThat(SHARED.storing(get(), response(200, "Cache-Control", "max-age=9", "Vary", many, "Vary", "y")))
                    .isInstanceOf(Storing.Skip.class);
        }

        @Test
        void equalSelectionsHaveOneVariantKeyAndOthersAnother() {
            String key = stored(get("Foo", "1, 2"), "Bar, Foo").variant();
            assertThat(stored(get("Foo", "1,2"), "foo", "bar").variant()).isEqualTo(key);
            List.of(get("Foo", "1"), get("Foo", "1,2", "Bar", ""), get())
                    .forEach(other ->
                            assertThat(stored(other, "Foo, Bar").variant()).isNotEqualTo(key));
        }
    }
}
