package dev.catchwater.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.ManualTimers;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentNamesTest {
    private final ManualTimers timers = new ManualTimers();
    private int asked;
    private boolean fails;
    private final RecentNames names = new RecentNames(
            host -> {
                asked++;
                return fails
                        ? Uni.createFrom().failure(new UnknownHostException(host))
                        : Uni.createFrom().item(List.of(InetAddress.getLoopbackAddress()));
            },
            timers);

    @Test
    void aNameIsAskedForOnceASecond() {
        assertThat(resolve("a.example")).isEqualTo(resolve("a.example"));
        resolve("b.example");
        assertThat(asked).isEqualTo(2);
        timers.clock().advance(RecentNames.TIME_TO_LIVE.minusNanos(1));
        resolve("a.example");
        assertThat(asked).isEqualTo(2);
        timers.clock().advance(Duration.ofNanos(1));
        resolve("a.example");
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void aFailureIsNotRemembered() {
        fails = true;
        assertThat(names.resolve("a.example")
                        .onFailure()
                        .recoverWithNull()
                        .await()
                        .indefinitely())
                .isNull();
        fails = false;
        assertThat(resolve("a.example")).hasSize(1);
        assertThat(asked).isEqualTo(2);
    }

    private List<InetAddress> resolve(String host) {
        return names.resolve(host).await().indefinitely();
    }
}
