package dev.catchwater.fairlead.cache;

import static dev.catchwater.fairlead.cache.Given.NOW;
import static dev.catchwater.fairlead.cache.Given.SHARED;
import static dev.catchwater.fairlead.cache.Given.after;
import static dev.catchwater.fairlead.cache.Given.at;
import static dev.catchwater.fairlead.cache.Given.get;
import static dev.catchwater.fairlead.cache.Given.response;
import static dev.catchwater.fairlead.cache.Given.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validators of other variants: RFC 9111 §4.1, §4.3.1, §4.3.4. */
class NegotiationTest {
    private static final String CC = "Cache-Control";
    private static final CacheRequest OTHER = get("Foo", "9");

    private static StoredResponse variant(int foo, String... more) {
        String[] fields = {CC, "max-age=9", "Vary", "Foo"};
        String[] all = java.util.stream.Stream.of(fields, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        return stored(SHARED, get("Foo", "" + foo), at(NOW.minusSeconds(foo), 200, all));
    }

    private static Verdict.Negotiate ask(StoredResponse... variants) {
        return (Verdict.Negotiate) after(SHARED, 1, OTHER, variants);
    }

    @Nested
    class Section4_3_1_SendingAValidationRequest {
        @Test
        void theTagsOfAllVariantsAreSent() {
            StoredResponse one = variant(1, "ETag", "\"1\"");
            StoredResponse two = variant(2, "ETag", "\"2\"");
            assertThat(after(SHARED, 1, OTHER, two, one))
                    .isEqualTo(new Verdict.Negotiate(List.of(one, two), Headers.of("If-None-Match", "\"1\", \"2\"")));
        }

        @Test
        void theOperatorMayWantNoneToBeSent() {
            CacheRules silent = new CacheRules(CachePolicy.SHARED.withAsksAboutVariants(false));
            assertThat(after(silent, 1, OTHER, variant(1, "ETag", "\"1\"")))
                    .isEqualTo(new Verdict.Fetch(Forward.VARY_MISS));
        }

        @Test
        void onlyTheNewestAreSentWhereThereAreMany() {
            StoredResponse[] many = IntStream.range(0, 20)
                    .mapToObj(i -> variant(i + 10, "ETag", "\"" + i + "\""))
                    .toArray(StoredResponse[]::new);
            assertThat(ask(many).variants()).hasSize(16).startsWith(many[0]);
        }

        @Test
        void weakMissingAndBareTagsAreNotSent() {
            assertThat(after(
                            SHARED,
                            1,
                            OTHER,
                            variant(1, "ETag", "W/\"1\""),
                            variant(2),
                            variant(3, "ETag", "3"),
                            variant(4, "ETag", "\"" + "4".repeat(200) + "\"")))
                    .isEqualTo(new Verdict.Fetch(Forward.VARY_MISS));
        }

        @ParameterizedTest
        @ValueSource(strings = {"If-None-Match", "If-Modified-Since", "Range", "If-Range"})
        void aClientWithConditionsOfItsOwnIsNotMixedIn(String field) {
            assertThat(after(SHARED, 1, get("Foo", "9", field, "x"), variant(1, "ETag", "\"1\"")))
                    .isEqualTo(new Verdict.Fetch(Forward.VARY_MISS));
        }

        @Test
        void aCodingThatTheClientDidNotAcceptIsNotOffered() {
            StoredResponse coded = variant(1, "ETag", "\"1\"", "Content-Encoding", "gzip");
            assertThat(after(SHARED, 1, OTHER, coded)).isEqualTo(new Verdict.Fetch(Forward.VARY_MISS));
            assertThat(after(SHARED, 1, get("Foo", "9", "Accept-Encoding", "br, GZIP"), coded))
                    .isInstanceOf(Verdict.Negotiate.class);
        }

        @Test
        void nothingIsAskedBeyondTheCache() {
            assertThat(after(SHARED, 1, get("Foo", "9", CC, "only-if-cached"), variant(1, "ETag", "\"1\"")))
                    .isEqualTo(new Verdict.Unsatisfiable());
        }
    }

    @Nested
    class Section4_3_4_FresheningUponValidation {
        private final StoredResponse one = variant(1, "ETag", "\"1\"", "X", "old");
        private final StoredResponse two = variant(2, "ETag", "\"2\"", "X", "old");

        @Test
        void theTagOfTheAnswerChooses() {
            assertThat(SHARED.chosen(ask(one, two), response(304, "ETag", "\"2\"")))
                    .contains(two);
            assertThat(SHARED.chosen(ask(one, two), response(304, "ETag", "\"3\"")))
                    .isEmpty();
            assertThat(SHARED.chosen(ask(one, two), response(304, "ETag", "W/\"2\"")))
                    .isEmpty();
            assertThat(SHARED.chosen(ask(one, two), response(200, "ETag", "\"2\"")))
                    .isEmpty();
        }

        @Test
        void anAnswerWithoutATagChoosesTheOnlyOne() {
            assertThat(SHARED.chosen(ask(one), response(304))).contains(one);
            assertThat(SHARED.chosen(ask(one, two), response(304))).isEmpty();
        }

        @Test
        void theChosenOneAnswersTheNewRequestAndItsOwn() {
            OriginResponse came = at(NOW.plusSeconds(5), 304, "ETag", "\"2\"", "X", "new", CC, "max-age=20");
            Validation.Confirmed confirmed = (Validation.Confirmed) SHARED.validated(OTHER, two, came);
            StoredResponse updated = confirmed.updated();
            assertThat(SHARED.selects(OTHER, updated)).isTrue();
            assertThat(updated.headers().all("X")).containsExactly("new");
            StoredResponse itself = SHARED.besides(two, updated);
            assertThat(SHARED.selects(get("Foo", "2"), itself)).isTrue();
            assertThat(SHARED.selects(OTHER, itself)).isFalse();
            assertThat(itself.headers().all("X")).containsExactly("new");
            assertThat(after(SHARED, 24, get("Foo", "2"), itself)).isInstanceOf(Verdict.Fresh.class);
        }

        @Test
        void aVaryThatChangedLeavesTheChosenOneAsItWas() {
            OriginResponse came = at(NOW, 304, "ETag", "\"2\"", "Vary", "Bar");
            Validation.Confirmed confirmed = (Validation.Confirmed) SHARED.validated(OTHER, two, came);
            assertThat(SHARED.besides(two, confirmed.updated())).isEqualTo(two);
        }
    }
}
