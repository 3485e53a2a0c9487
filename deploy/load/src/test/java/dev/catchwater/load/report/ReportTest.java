package dev.catchwater.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Series series(String... values) {
        Series all = new Series();
        for (String value : values) {
            all.add(Map.of("cpu", value));
        }
        return all;
    }

    @Test
    void aRatioIsTakenPairByPairAndNotOfMedians() {
        Series slowing = series("10", "20", "90");
        Series beside = series("5", "10", "30");
        assertThat(slowing.pairwise(beside, "cpu", (one, other) -> one / other)).isEqualTo(2);
        assertThat(slowing.spread("cpu", 10, 1)).isEqualTo("2.0 (1.0–9.0)");
        assertThat(slowing.cell("rss", 1, 0)).isEqualTo("–");
    }

    @Test
    void onlyTheNamedPartOfThePageIsReplaced() {
        String page = "a\n<!-- x -->\nold\n<!-- /x -->\nb";
        assertThat(Readme.replaced(page, "x", "new\n")).isEqualTo("a\n<!-- x -->\nnew\n<!-- /x -->\nb");
        assertThatIllegalArgumentException().isThrownBy(() -> Readme.replaced(page, "y", "new"));
    }
}
