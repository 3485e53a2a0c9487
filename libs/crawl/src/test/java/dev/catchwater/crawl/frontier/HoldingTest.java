package dev.catchwater.crawl.frontier;

import static dev.catchwater.crawl.frontier.Database.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that order to be left alone, and turns that are held for a while. */
class HoldingTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String SHOP = "https://shop.example";

    private static Database database;
    private static Frontier frontier;

    @BeforeAll
    static void start() {
        database = new Database();
        frontier = new Frontier(database.pool());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.run("truncate frontier_host, frontier_address restart identity");
    }

    @Test
    void aHostThatIsHeldBackIsAskedByNobodyAlsoIfWhoHeardItDied() {
        add();
        Turn dead = claim(NOW).orElseThrow();
        holdBack(NOW.plusSeconds(600));
        assertThat(frontier.ask(dead, NOW.plusSeconds(1), NOW.plusSeconds(2))
                        .await()
                        .atMost(PATIENCE))
                .isFalse();
        assertThat(frontier.askBeside(SHOP, NOW.plus(LEASE), NOW.plusSeconds(70))
                        .await()
                        .atMost(PATIENCE))
                .isFalse();
        // A shorter wait shortens no longer one.
        holdBack(NOW.plusSeconds(60));
        assertThat(claim(NOW.plusSeconds(599))).isEmpty();
        assertThat(claim(NOW.plusSeconds(600))).isPresent();
    }

    @Test
    void aHostOfWhichNothingIsDueIsHeldBackAndStillNeverDue() {
        add();
        Turn turn = claim(NOW).orElseThrow();
        database.in(tx -> frontier.end(tx, turn, null, SHOP, NOW));
        holdBack(NOW.plusSeconds(600));
        assertThat(frontier.soonest().await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void onlyWhoHasTheTurnHoldsItAndNotOfAnAddressThatIsGone() {
        add();
        Turn late = claim(NOW).orElseThrow();
        database.in(tx -> frontier.hold(tx, late));
        Turn other = claim(NOW.plus(LEASE)).orElseThrow();
        assertThatThrownBy(() -> database.in(tx -> frontier.hold(tx, late))).isInstanceOf(Turn.Lost.class);
        database.in(tx -> frontier.remove(tx, other.address()));
        assertThatThrownBy(() -> database.in(tx -> frontier.hold(tx, other))).isInstanceOf(Turn.Lost.class);
    }

    private static void add() {
        database.in(tx -> frontier.add(tx, List.of(URI.create(SHOP + "/p/1")), NOW, Duration.ZERO, 10));
    }

    private static void holdBack(Instant until) {
        frontier.holdBack(SHOP, until).await().atMost(PATIENCE);
    }

    private static Optional<Turn> claim(Instant now) {
        return frontier.claim(now, LEASE).await().atMost(PATIENCE);
    }
}
