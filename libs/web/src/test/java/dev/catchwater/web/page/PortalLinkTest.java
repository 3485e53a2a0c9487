package dev.catchwater.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalLinkTest {
    @Test
    void withoutPortalThereIsNoLink() {
        assertThat(new PortalLink(Optional.empty()).html()).isEmpty();
    }

    @Test
    void anAmpersandIsEscaped() {
        assertThat(new PortalLink(Optional.of(URI.create("https://catchwater.example/?a=1&b=2"))).html())
                .isEqualTo("<a href=\"https://catchwater.example/?a=1&amp;b=2\">All services</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/services", "ftp://catchwater.example/", "http:///"})
    void whatNoBrowserFollowsIsRefused(String portal) {
        assertThatThrownBy(() -> new PortalLink(Optional.of(URI.create(portal))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("catchwater.web.portal")
                .hasMessageContaining(portal);
    }
}
