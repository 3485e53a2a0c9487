package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void everythingStartsUnlessExcepted() {
        assertThat(Service.ALL).allMatch(Options.read(false, Map.of())::starts);
        Options options = Options.read(false, Map.of("EXCEPT", "prices, edge"));
        assertThat(Service.ALL.stream().filter(options::starts).map(Service::name))
                .containsExactly("aggregator", "weather", "trading");
    }

    @Test
    void devNeedsAServiceThatExists() {
        assertThat(Options.read(true, Map.of("SERVICE", "aggregator")).dev()).contains("aggregator");
        assertThatThrownBy(() -> Options.read(true, Map.of())).hasMessageStartingWith("Say which service: make dev");
        assertThatThrownBy(() -> Options.read(true, Map.of("SERVICE", "news")))
                .hasMessageContaining("There is no service \"news\"; there are aggregator, prices");
    }
}
