package dev.catchwater.web.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BindGuardTest {
    @Test
    void demoUserOnAnOpenBindIsRefusedWithTheCure() {
        for (var host : new String[] {"0.0.0.0", "::", "192.0.2.1", "no.such.host.invalid"}) {
            assertThatThrownBy(() -> new BindGuard(true, host).check())
                    .hasMessageContaining("catchwater.web.demo-user=true")
                    .hasMessageContaining("quarkus.http.host=" + host)
                    .hasMessageContaining("set quarkus.http.host=127.0.0.1")
                    .hasMessageMatching("[^.]*(\\.[^ ][^.]*)*\\.");
        }
    }

    @Test
    void demoUserOnLoopbackAndKeysAnywhereAreFine() {
        for (var host : new String[] {"127.0.0.1", "localhost", "::1", "127.1.2.3"}) {
            assertThatCode(() -> new BindGuard(true, host).check()).doesNotThrowAnyException();
        }
        assertThatCode(() -> new BindGuard(false, "0.0.0.0").check()).doesNotThrowAnyException();
    }
}
