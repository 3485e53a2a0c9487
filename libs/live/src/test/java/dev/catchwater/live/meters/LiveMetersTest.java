package dev.catchwater.live.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.live.LiveSignal;
import dev.catchwater.live.log.LogState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LiveMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveMeters meters = new LiveMeters(registry, "shop");

    @Test
    void listenersAreAGaugeAndTheirLeavingIsCountedByReason() {
        meters.on(new LiveSignal.Joined(2));
        meters.on(new LiveSignal.Left(LiveSignal.Reason.STALLED, 1));
        meters.on(new LiveSignal.Published("1", 1));
        assertThat(registry.get("shop.live.listeners").gauge().value()).isEqualTo(1);
        assertThat(registry.get("shop.live.left")
                        .tag("reason", "stalled")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("shop.live.published").counter().count()).isEqualTo(1);
        assertThat(registry.find("shop.live.log.readable").gauge()).isNull();
    }

    @Test
    void aLogThatCannotBeReadIsZeroUntilItCan() {
        var states = meters.log();
        var gauge = registry.get("shop.live.log.readable").gauge();
        assertThat(gauge.value()).isEqualTo(1);
        states.accept(new LogState.Lost(new IllegalStateException("gone")));
        assertThat(gauge.value()).isZero();
        states.accept(new LogState.Back());
        assertThat(gauge.value()).isEqualTo(1);
    }
}
