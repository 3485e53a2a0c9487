package dev.catchwater.crawl.frontier;

import static dev.catchwater.crawl.frontier.Database.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontierTest {

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
    void anAddressIsThereOnceHoweverItIsSpelt() {
        assertThat(add(10, SHOP + "/p/1", SHOP + ":443/a/../p/1?utm_source=x#top", "mailto:a@b"))
                .extracting(added -> added.address().toString())
                .containsExactly(SHOP + "/p/1");
        assertThat(add(10, "HTTPS://SHOP.example/p/1", SHOP + "/p/2"))
                .extracting(added -> added.address().toString())
                .containsExactly(SHOP + "/p/2");
    }

    @Test
    void theBoundHoldsAlsoForThoseWhoAddAtTheSameTime() {
        List<Uni<List<Frontier.Added>>> all = IntStream.range(0, 8)
                .mapToObj(host -> IntStream.range(0, 10)
                        .mapToObj(i -> URI.create("https://h" + host + ".example/" + i))
                        .toList())
                .map(urls -> database.pool().withTransaction(tx -> frontier.add(tx, urls, NOW, Duration.ZERO, 25)))
                .toList();
        List<List<Frontier.Added>> added = Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndMerge(one -> one)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(added.stream().mapToInt(List::size).sum()).isEqualTo(25);
    }

    @Test
    void aHostIsAskedByOneAtATimeAndOthersMeanwhile() {
        add(10, SHOP + "/p/1", SHOP + "/p/2", "https://other.example/p/1");
        Turn first = claim(NOW.plusSeconds(2)).orElseThrow();
        Turn second = claim(NOW.plusSeconds(2)).orElseThrow();
        assertThat(List.of(first.origin(), second.origin())).containsExactlyInAnyOrder(SHOP, "https://other.example");
        assertThat(claim(NOW.plusSeconds(2))).isEmpty();
        end(first, null, NOW);
        assertThat(claim(NOW.plusSeconds(2)).map(Turn::origin)).contains(first.origin());
    }

    @Test
    void manyWhoClaimAtOnceNeverGetTheSameHost() {
        String[] urls = IntStream.range(0, 20)
                .mapToObj(i -> "https://h" + i + ".example/")
                .toArray(String[]::new);
        add(100, urls);
        List<Optional<Turn>> turns = Multi.createFrom()
                .range(0, 40)
                .onItem()
                .transformToUni(i -> frontier.claim(NOW.plusSeconds(30), LEASE))
                .merge(16)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        List<String> held =
                turns.stream().flatMap(Optional::stream).map(Turn::origin).toList();
        assertThat(held).doesNotHaveDuplicates();
        assertThat(claim(NOW.plusSeconds(30)).isPresent() || held.size() == 20).isTrue();
    }

    @Test
    void nobodyAsksBeforeTheMomentThatTheLastRequestSetAlsoIfWhoSentItDied() {
        add(10, SHOP + "/p/1");
        Turn dead = claim(NOW).orElseThrow();
        Instant next = NOW.plus(LEASE).plusSeconds(30);
        assertThat(ask(dead, NOW, next)).isTrue();
        assertThat(ask(dead, NOW.plusSeconds(1), next)).as("too early").isFalse();
        assertThat(claim(NOW.plus(LEASE))).as("free, but not to be asked").isEmpty();
        Turn after = claim(next).orElseThrow();
        assertThat(after.lapsed()).isTrue();
        assertThat(after.address()).isEqualTo(dead.address());
    }

    @Test
    void whoLostItsTurnNeitherAsksNorWrites() {
        add(10, SHOP + "/p/1");
        Turn late = claim(NOW).orElseThrow();
        assertThat(ask(late, NOW.plus(LEASE), NOW.plus(LEASE))).as("lapsed").isFalse();
        Turn other = claim(NOW.plus(LEASE)).orElseThrow();
        assertThatThrownBy(() -> end(late, NOW, NOW)).isInstanceOf(Turn.Lost.class);
        assertThat(ask(late, NOW.plusSeconds(1), NOW)).isFalse();
        end(other, NOW.plusSeconds(100), NOW);
        assertThatThrownBy(() -> end(late, NOW, NOW)).isInstanceOf(Turn.Lost.class);
        assertThat(claim(NOW.plusSeconds(99))).isEmpty();
    }

    @Test
    void theTurnsOfAHostGoByWhatIsDueFirstAndAreSoonestWhenTheyMayBeAsked() {
        add(10, SHOP + "/p/1", SHOP + "/p/2", SHOP + "/p/3");
        Turn first = claim(NOW.plusSeconds(2)).orElseThrow();
        assertThat(soonest()).as("when the turn lapses").contains(first.until());
        end(first, NOW.plusSeconds(500), NOW.plusSeconds(60));
        assertThat(soonest()).contains(NOW.plusSeconds(60));
        assertThat(claim(NOW.plusSeconds(59))).isEmpty();
        Turn second = claim(NOW.plusSeconds(60)).orElseThrow();
        assertThat(second.address()).isEqualTo(first.address() + 1);
        assertThat(second.lapsed()).isFalse();
        end(second, null, NOW);
        end(claim(NOW.plusSeconds(61)).orElseThrow(), null, NOW);
        assertThat(soonest()).contains(NOW.plusSeconds(500));
    }

    @Test
    void aRequestBesideTheTurnsNeedsAHostThatIsFreeAndMayBeAsked() {
        add(10, SHOP + "/p/1");
        Turn turn = claim(NOW).orElseThrow();
        assertThat(beside(NOW)).as("held").isFalse();
        end(turn, NOW, NOW.plusSeconds(60));
        assertThat(beside(NOW.plusSeconds(59))).as("too early").isFalse();
        assertThat(beside(NOW.plusSeconds(60))).isTrue();
        assertThat(beside(NOW.plusSeconds(60))).as("just asked").isFalse();
        assertThat(claim(NOW.plusSeconds(64))).isEmpty();
        assertThat(claim(NOW.plusSeconds(65))).isPresent();
        assertThat(frontier.askBeside("https://new.example", NOW, NOW.plusSeconds(5))
                        .await()
                        .atMost(PATIENCE))
                .isTrue();
    }

    private static boolean beside(Instant now) {
        return frontier.askBeside(SHOP, now, now.plusSeconds(5)).await().atMost(PATIENCE);
    }

    @Test
    void whatIsGivenBackStaysDue() {
        add(10, SHOP + "/p/1");
        Turn turn = claim(NOW).orElseThrow();
        database.in(tx -> frontier.giveBack(tx, turn, NOW.plusSeconds(5)));
        assertThat(claim(NOW.plusSeconds(4))).isEmpty();
        assertThat(claim(NOW.plusSeconds(5)).orElseThrow().address()).isEqualTo(turn.address());
    }

    @Test
    void anAddressMayBeAskedAtAnotherHostFromNowOn() {
        add(10, SHOP + "/p/1");
        Turn turn = claim(NOW).orElseThrow();
        database.in(tx -> frontier.end(tx, turn, NOW, "https://www.shop.example", NOW.plusSeconds(60)));
        assertThat(soonest()).contains(NOW.plusSeconds(60));
        assertThat(claim(NOW.plusSeconds(60)).orElseThrow().origin()).isEqualTo("https://www.shop.example");
    }

    @Test
    void twoTurnsThatEndAtOnceAndLeadToEachOthersHostsBothEnd() {
        String other = "https://www.shop.example";
        add(10, SHOP + "/p/1", other + "/p/2");
        Turn here = claim(NOW.plusSeconds(2)).orElseThrow();
        Turn there = claim(NOW.plusSeconds(2)).orElseThrow();
        assertThat(here.origin()).isNotEqualTo(there.origin());
        // So slow that each has begun before the other is over.
        database.run("create function slow() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(0.3); return new; end'");
        database.run("create trigger slow before update on frontier_host for each row execute function slow()");
        try {
            Uni.combine()
                    .all()
                    .unis(leads(here, there.origin()), leads(there, here.origin()))
                    .asTuple()
                    .await()
                    .atMost(PATIENCE);
        } finally {
            database.run("drop function slow cascade");
        }
    }

    private static Uni<Void> leads(Turn turn, String to) {
        return database.pool().withTransaction(tx -> frontier.end(tx, turn, NOW, to, NOW));
    }

    @Test
    void aRemovedAddressIsNeverDueAndItsTurnWritesNothing() {
        long kept = add(10, SHOP + "/p/1", SHOP + "/p/2").getLast().id();
        Turn turn = claim(NOW).orElseThrow();
        assertThat(remove(turn.address())).isTrue();
        assertThat(remove(turn.address())).isFalse();
        assertThatThrownBy(() -> end(turn, NOW, NOW)).isInstanceOf(Turn.Lost.class);
        database.in(tx -> frontier.giveBack(tx, turn, NOW));
        assertThat(claim(NOW.plusSeconds(1)).orElseThrow().address()).isEqualTo(kept);
    }

    @Test
    void aHostThatWaitsCanBeHurried() {
        add(10, SHOP + "/p/1");
        end(claim(NOW).orElseThrow(), NOW, NOW.plus(Duration.ofDays(7)));
        assertThat(hurry(NOW.plusSeconds(1))).isTrue();
        assertThat(hurry(NOW.plusSeconds(1))).isFalse();
        assertThat(claim(NOW.plusSeconds(1))).isPresent();
    }

    private static List<Frontier.Added> add(int most, String... urls) {
        List<URI> all = List.of(urls).stream().map(URI::create).toList();
        return database.in(tx -> frontier.add(tx, all, NOW, Duration.ofSeconds(1), most));
    }

    private static Optional<Turn> claim(Instant now) {
        return frontier.claim(now, LEASE).await().atMost(PATIENCE);
    }

    private static boolean ask(Turn turn, Instant now, Instant next) {
        return frontier.ask(turn, now, next).await().atMost(PATIENCE);
    }

    private static void end(Turn turn, @Nullable Instant due, Instant notBefore) {
        database.in(tx -> frontier.end(tx, turn, due, turn.origin(), notBefore));
    }

    private static boolean remove(long address) {
        return database.in(tx -> frontier.remove(tx, address));
    }

    private static boolean hurry(Instant now) {
        return database.in(tx -> frontier.hurry(tx, SHOP, now));
    }

    private static Optional<Instant> soonest() {
        return frontier.soonest().await().atMost(PATIENCE);
    }
}
