package dev.catchwater.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostGuardTest {
    private static final List<String> NAMES = List.of("prices", "prices.example.org");

    @Test
    void anOpenBindWithNamesAnswersUnderThoseAndNoOther() {
        var guard = new HostGuard(NAMES, "0.0.0.0");
        assertThat(NAMES).allMatch(guard::answersAs);
        assertThat(guard.answersAs("Prices.Example.ORG")).isTrue();
        assertThat(guard.answersAs("localhost")).isTrue();
        assertThat(guard.answersAs("evil.example")).isFalse();
        assertThat(guard.answersAs("prices.example.org.evil.example")).isFalse();
        assertThat(guard.answersAs("10.1.2.3")).isFalse();
        assertThat(guard.answersAs(null)).isFalse();
    }

    @Test
    void aLoopbackBindNeedsNoNamesToRefuseForeignOnes() {
        var guard = new HostGuard(List.of(), "127.0.0.1");
        assertThat(guard.answersAs("127.0.0.1")).isTrue();
        assertThat(guard.answersAs("evil.example")).isFalse();
    }

    @Test
    void anOpenBindWithoutNamesHasNothingToCompareWith() {
        assertThat(new HostGuard(List.of(), "0.0.0.0").answersAs("anything.example"))
                .isTrue();
    }
}
