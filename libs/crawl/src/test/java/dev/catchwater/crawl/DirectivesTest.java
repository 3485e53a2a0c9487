package dev.catchwater.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectivesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noindex|true|false|false",
                "NoIndex , NOFOLLOW|true|true|false",
                "none|true|true|false",
                "all|false|false|false",
                "index, follow, noarchive|false|false|true",
                "otherbot: noindex, nofollow|false|false|false",
                "catchwater: noindex|true|false|false",
                "Catchwater: noindex, otherbot: nofollow|true|false|false",
                "otherbot: noindex, catchwater: nofollow|false|true|false",
                "*: nofollow|false|true|false",
                "unavailable_after: 25 Jun 2010 15:00:00 PST, noindex|true|false|false",
                "max-snippet: 20, nofollow|false|true|false",
                "noindexing|false|false|false",
            })
    void aFieldSaysThisToCatchwater(String field, boolean noindex, boolean nofollow, boolean noarchive) {
        assertThat(Directives.ofFields(List.of(field), "Catchwater"))
                .isEqualTo(new Directives(noindex, nofollow, noarchive));
    }

    @Test
    void aNameHoldsForItsOwnFieldOnlyAndTheStricterWins() {
        assertThat(Directives.ofFields(List.of("otherbot: nofollow", "noindex"), "Catchwater"))
                .isEqualTo(new Directives(true, false, false));
        assertThat(Directives.ofFields(List.of("noindex", "catchwater: all"), "Catchwater")
                        .noindex())
                .isTrue();
    }

    @Test
    void metaElementsAreForEverybodyOrByName() {
        assertThat(Directives.ofMeta("robots", "noindex,nofollow", "Catchwater"))
                .isEqualTo(new Directives(true, true, false));
        assertThat(Directives.ofMeta("CATCHWATER", "none", "Catchwater").noindex())
                .isTrue();
        assertThat(Directives.ofMeta("otherbot", "noindex", "Catchwater")).isEqualTo(Directives.NONE);
        assertThat(Directives.ofMeta("description", "noindex", "Catchwater")).isEqualTo(Directives.NONE);
    }

    @Test
    void longAndManyFieldsAreCut() {
        assertThat(Directives.ofFields(List.of("x,".repeat(1_000_000) + "noindex"), "Catchwater"))
                .isEqualTo(Directives.NONE);
        List<String> many = new java.util.ArrayList<>(Collections.nCopies(1_000, "all"));
        many.add("noindex");
        assertThat(Directives.ofFields(many, "Catchwater")).isEqualTo(Directives.NONE);
    }
}
