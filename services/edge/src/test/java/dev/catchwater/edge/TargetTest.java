package dev.catchwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static Target target(String form, String host) {
        return ((Target.Read.Is) Target.read(form, host, false)).target();
    }

    @Test
    void aPathWithItsQueryIsTakenAsItIs() {
        assertThat(target("/a%20b/c;d?e=f&g=%2F", "A.test:80"))
                .isEqualTo(new Target("a.test:80", "/a%20b/c;d", Optional.of("e=f&g=%2F")));
        assertThat(target("/", "[::1]:8080").uri("http", "x").toString()).isEqualTo("http://[::1]:8080/");
        assertThat(target("/", "").uri("http", "origin.test").toString()).isEqualTo("http://origin.test/");
    }

    @Test
    void anAbsoluteTargetOfTheSameServerIsItsPath() {
        assertThat(target("http://A.test/x?y", "a.TEST")).isEqualTo(target("/x?y", "a.test"));
        assertThat(target("HTTP://a.test", "a.test").path()).isEqualTo("/");
    }

    /** Browsers send these as they are, and no URI has them. */
    @Test
    void whatClientsSendUnencodedIsEncoded() {
        Target lenient = target("/a|b?c={d}|\"e\"^[f]&g=100%", "a.test");
        assertThat(lenient.path()).isEqualTo("/a%7Cb");
        assertThat(lenient.query()).contains("c=%7Bd%7D%7C%22e%22%5E[f]&g=100%25");
        assertThat(lenient.uri("http", "").getRawQuery())
                .isEqualTo(lenient.query().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:", "a:123456", "[::1", "[g::]", "a/b", "a@b", "a,b", "a#b", "a%41"})
    void whatIsNoAuthorityIsRefused(String host) {
        assertThat(Target.read("/", host, false)).isInstanceOf(Target.Read.Not.class);
    }
}
