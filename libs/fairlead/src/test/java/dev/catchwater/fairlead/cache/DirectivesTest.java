package dev.catchwater.fairlead.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {
    private static Directives read(String... lines) {
        return Directives.of(List.of(lines));
    }

    @Nested
    class Section1_2_2_DeltaSeconds {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "max-age=3600|3600",
                    "max-age=\"3600\"|3600",
                    "max-age=003600|3600",
                    "MaX-aGe=3600|3600",
                    "max-age=2147483647|2147483647",
                    "max-age=2147483648|2147483648",
                    "max-age=99999999999|2147483648",
                    "max-age=99999999999999999999999999|2147483648",
                    "foobar, max-age=3600|3600",
                    ",, max-age=3600 ,,|3600"
                })
        void numbersAreReadAndCappedWhereTheyOverflow(String line, long seconds) {
            assertThat(read(line).seconds("max-age", -1)).isEqualTo(OptionalLong.of(seconds));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "max-age='3600'",
                    "max-age=-3600",
                    "max-age=3600.0",
                    "max-age=a3600",
                    "max-age=3600a",
                    "max-age =3600",
                    "max-age= 3600",
                    "max-age",
                    "max-age=",
                    "max-age=\"\"",
                    "max-age=\"3600",
                    "max-age=\"3600\"x",
                    "max-age=3600 60",
                    "max-age=٣"
                })
        void whatIsNoNumberIsThereButUnreadable(String line) {
            assertThat(read(line).seconds("max-age", -1)).isEqualTo(OptionalLong.of(-1));
        }

        @Test
        void whatIsNotThereIsAbsent() {
            assertThat(read("s-maxage=1").seconds("max-age", -1)).isEmpty();
        }
    }

    @Nested
    class Section4_2_1_Duplicates {
        @Test
        void ofSeveralNumbersTheFirstCounts() {
            assertThat(read("max-age=1, max-age=1800").seconds("max-age", 0)).hasValue(1);
            assertThat(read("max-age=1800", "max-age=1").seconds("max-age", 0)).hasValue(1_800);
        }

        @Test
        void aRestrictionHoldsIfItIsThereInAnyForm() {
            Directives directives = read("private=\"a\", private", "no-cache=b");
            assertThat(directives.hasUnqualified("private")).isTrue();
            assertThat(directives.hasUnqualified("no-cache")).isFalse();
        }
    }

    @Nested
    class Section5_2_CacheControl {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "extension=\"max-age=100\", max-age=1",
                    "max-age=1, extension=\"max-age=100\"",
                    "extension=\"a \\\" , max-age=100\", max-age=\"1\""
                })
        void whatStandsInQuotesIsNoDirective(String line) {
            assertThat(read(line).seconds("max-age", 0)).hasValue(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "no-store",
                    "No-StOrE",
                    "no-store=x",
                    "no-store =\"y\"",
                    "private=\"a, max-age=1, no-store",
                    "a b c, no-store",
                    "=,no-store",
                    "\"no\", no-store"
                })
        void noStoreIsHeardThroughAnyNoise(String line) {
            assertThat(read(line).has("no-store")).isTrue();
        }

        @Test
        void fieldNamesAreReadQuotedAndUnquoted() {
            assertThat(read("no-cache=\"Set-Cookie, X-A\"", "no-cache=X-B").fieldsOf("no-cache"))
                    .containsExactlyInAnyOrder("set-cookie", "x-a", "x-b");
        }

        @Test
        void anEmptyListOfFieldsRestrictsAll() {
            assertThat(read("no-cache=\"\"").hasUnqualified("no-cache")).isTrue();
            assertThat(read("no-cache=\" , \"").hasUnqualified("no-cache")).isTrue();
        }

        @Test
        void whatIsTooLongToReadIsNotStored() {
            Directives directives = read("max-age=100, " + "x".repeat(20_000));
            assertThat(directives.has("no-store")).isTrue();
            assertThat(directives.has("max-age")).isFalse();
        }

        @Test
        void anArgumentThatIsAbsentIsNotAnEmptyOne() {
            assertThat(read("max-stale").isBare("max-stale")).isTrue();
            assertThat(read("max-stale=").isBare("max-stale")).isFalse();
            assertThat(read("max-age").isBare("max-stale")).isFalse();
        }
    }
}
