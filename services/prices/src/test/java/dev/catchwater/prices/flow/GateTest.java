package dev.catchwater.prices.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Leave;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.testkit.ManualClock;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Hold HOLD = new Hold("https://shop.example", 1, 1, NOW.plusSeconds(60), false);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock(NOW);
    private final List<Instant> noted = new ArrayList<>();
    private final List<String> heldBack = new ArrayList<>();
    private boolean ours = true;

    @Test
    void aRequestIsNotedBeforeItIsSentWithWhenTheNextMayBe() {
        Gate gate = gate(1);
        ask(gate, null);
        assertThat(noted).containsExactly(NOW.plusSeconds(1));
        assertThat(gate.pace().notBefore()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aCrawlDelayThatRobotsTxtJustSaidHoldsBetweenItAndThePage() {
        Gate gate = gate(1);
        ask(gate, null);
        // Longer than a turn has time for: the page waits for its next turn.
        assertThatThrownBy(() -> ask(gate, Duration.ofSeconds(30))).isInstanceOf(Leave.Refused.class);
        assertThat(gate.pace().notBefore()).isEqualTo(NOW.plusSeconds(30));
        clock.advance(Duration.ofSeconds(31));
        Gate later = new Gate(
                book(),
                HOLD,
                gate.pace(),
                Pace.Limits.DEFAULT,
                clock,
                clock.instant().plusSeconds(10));
        ask(later, Duration.ofSeconds(30));
        assertThat(noted).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(61));
    }

    @Test
    void whoLostTheTurnIsRefused() {
        ours = false;
        assertThatThrownBy(() -> ask(gate(1), null)).isInstanceOf(Leave.Refused.class);
    }

    @Test
    void alsoAProbeOfAQuarantinedHostIsNoted() {
        Pace quarantined = new Pace(Pace.Mode.QUARANTINED, 0.1, 0, Double.POSITIVE_INFINITY, 0, 3, NOW);
        ask(new Gate(book(), HOLD, quarantined, Pace.Limits.DEFAULT, clock, NOW.plusSeconds(10)), null);
        assertThat(noted).containsExactly(NOW.plusSeconds(10));
    }

    @Test
    void anOrderToWaitIsNotedAtOnceAndKeptWithThePace() {
        Gate gate = gate(1);
        ask(gate, null);
        gate.ordered(Duration.ofHours(1)).await().atMost(PATIENCE);
        gate.ordered(Duration.ofMinutes(1)).await().atMost(PATIENCE);
        assertThat(gate.ordered()).isEqualTo(NOW.plusSeconds(3_600));
        assertThat(gate.pace().notBefore()).isEqualTo(NOW.plusSeconds(3_600));
        assertThatThrownBy(() -> ask(gate, null)).isInstanceOf(Leave.Refused.class);
        assertThat(heldBack)
                .containsExactly(
                        "https://shop.example " + NOW.plusSeconds(3_600),
                        "https://shop.example " + NOW.plusSeconds(60));
    }

    @Test
    void anotherHostsOrderIsNotedForThatHostAndNotOurs() {
        Gate gate = gate(1);
        gate.orderedBeside(URI.create("https://www.shop.example/robots.txt"), Duration.ofHours(1))
                .await()
                .atMost(PATIENCE);
        assertThat(gate.ordered()).isNull();
        assertThat(gate.pace().notBefore()).isEqualTo(NOW);
        assertThat(heldBack).containsExactly("https://www.shop.example/robots.txt " + NOW.plusSeconds(3_600));
    }

    private Gate gate(double rate) {
        Pace pace = new Pace(Pace.Mode.NORMAL, rate, 0, Double.POSITIVE_INFINITY, 0, 0, NOW);
        return new Gate(book(), HOLD, pace, Pace.Limits.DEFAULT, clock, NOW.plusSeconds(10));
    }

    private static void ask(Gate gate, Duration crawlDelay) {
        gate.ask(crawlDelay).await().atMost(PATIENCE);
    }

    /** A book that only notes requests. */
    private PageBook book() {
        return (PageBook) Proxy.newProxyInstance(
                PageBook.class.getClassLoader(), new Class<?>[] {PageBook.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("holdBack")) {
                        heldBack.add(arguments[0] + " " + arguments[1]);
                        return Uni.createFrom().voidItem();
                    }
                    assertThat(method.getName()).isEqualTo("asking");
                    noted.add((Instant) arguments[2]);
                    return Uni.createFrom().item(ours);
                });
    }
}
