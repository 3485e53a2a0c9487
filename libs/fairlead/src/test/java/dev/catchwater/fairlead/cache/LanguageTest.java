package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.response;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stored response in the language that a request wants most: RFC 9110 §12.5.4, RFC 4647 §3.3.1. */
class LanguageTest {
    private static final CacheRules LENIENT = new CacheRules(CachePolicy.SHARED.withSelectsLanguages(true));

    private static StoredResponse german(CacheRules rules, String vary) {
        return stored(
                rules,
                get("Accept-Language", "en, de", "Foo", "1"),
                response(200, "Cache-Control", "max-age=9", "Vary", vary, "Content-Language", "de-CH"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr;q=0.5, de;q=1.0|true",
                "de-ch|true",
                "DE|true",
                "de;q=0.5, fr;q=1.0|false",
                "de, fr|false",
                "d|false",
                "de-DE|false",
                "de;q=0|false",
                "''|false"
            })
    void theMostWantedLanguageSelectsWhereTheOperatorSaysSo(String wanted, boolean selected) {
        assertThat(LENIENT.selects(get("Accept-Language", wanted), german(LENIENT, "Accept-Language")))
                .isEqualTo(selected);
        assertThat(Given.SHARED.selects(get("Accept-Language", wanted), german(Given.SHARED, "Accept-Language")))
                .isFalse();
    }

    @Test
    void allOtherFieldsStillCount() {
        StoredResponse stored = german(LENIENT, "Accept-Language, Foo");
        assertThat(LENIENT.selects(get("Accept-Language", "de", "Foo", "1"), stored))
                .isTrue();
        assertThat(LENIENT.selects(get("Accept-Language", "de", "Foo", "2"), stored))
                .isFalse();
        assertThat(LENIENT.selects(get("Foo", "1"), stored)).isFalse();
    }
}
