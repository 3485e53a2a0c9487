package dev.catchwater.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final LoginLimit limit = new LoginLimit(now::get);

    @Test
    void anAddressHasTenFailuresAMinute() {
        for (int failure = 0; failure < LoginLimit.PER_ADDRESS; failure++) {
            assertThat(limit.allows("a")).isTrue();
            limit.failed("a");
        }
        assertThat(limit.allows("a")).isFalse();
        assertThat(limit.allows("b")).isTrue();
        now.set(now.get().plus(LoginLimit.WINDOW));
        assertThat(limit.allows("a")).isTrue();
    }

    @Test
    void manyAddressesTogetherAreBoundedAndSoIsTheirMemory() {
        for (int address = 0; address < 5_000; address++) {
            limit.failed("address " + address);
        }
        assertThat(limit.allows("another")).isFalse();
        assertThat(limit.remembered()).isEqualTo(1_024);
        now.set(now.get().plus(LoginLimit.WINDOW));
        assertThat(limit.allows("another")).isTrue();
    }
}
