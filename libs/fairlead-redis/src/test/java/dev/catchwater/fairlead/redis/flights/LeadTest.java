package dev.catchwater.fairlead.redis.flights;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.RedisServer;
import dev.catchwater.fairlead.redis.store.RedisStore;
import dev.catchwater.fairlead.redis.store.StorePolicy;
import dev.catchwater.fairlead.store.SharedFlights.Boarding;
import dev.catchwater.fairlead.store.SharedFlights.Ending;
import dev.catchwater.fairlead.store.SharedFlights.Flight;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PrimaryKey KEY = PrimaryKey.of(URI.create("https://origin.test/a"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final FlightPolicy POLICY =
            new FlightPolicy(Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofSeconds(1));

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void forget() {
        redis.ask(Command.FLUSHALL);
    }

    private static final class Node {
        final Fences fences = new Fences();
        final RedisLink link = redis.link(new LinkPolicy(PATIENCE, Duration.ofSeconds(1)));
        final RedisFlights flights = new RedisFlights(link, new KeySpace("test"), POLICY, fences);
        final RedisStore store = new RedisStore(link, new KeySpace("test"), StorePolicy.DEFAULT, fences);

        Flight lead() {
            return ((Boarding.Lead) get(flights.board(KEY.value(), PATIENCE))).flight();
        }

        boolean put(long seconds, String content) {
            Instant then = NOW.plusSeconds(seconds);
            StoredResponse response = new StoredResponse(
                    200, Headers.none(), Headers.none(), then, then, new Extent.Whole(content.length()), false);
            return get(store.put(
                    KEY, response, Multi.createFrom().item(Buffer.buffer(content)), NOW.plusSeconds(3_600), NOW));
        }
    }

    private final Node one = new Node();
    private final Node two = new Node();

    @Test
    void theFenceKeepsALateLeaderFromOverwritingEvenIfItsClockIsAhead() {
        one.lead();
        // Nobody leads for longer than the policy says, so the lease ends although its node lives.
        Flight next = two.lead();
        assertThat(two.put(0, "new")).isTrue();
        next.end(Ending.STORED);
        assertThat(one.put(1_000, "old")).isFalse();
        assertThat(two.put(1, "newer still")).isTrue();
    }

    @Test
    void aFenceIsGreaterThanTheLastEvenIfRedisHasForgottenThat() {
        Flight first = one.lead();
        long before = one.fences.token(KEY.value()).orElseThrow();
        redis.ask(Command.FLUSHALL);
        Flight second = two.lead();
        assertThat(two.fences.token(KEY.value()).orElseThrow()).isGreaterThan(before);
        first.end(Ending.STORED);
        second.end(Ending.STORED);
        assertThat(one.fences.token(KEY.value())).isEmpty();
    }

    @Test
    void aLeaseIsRenewedWhileItsLeaderIsAtIt() {
        Flight flight = one.lead();
        Boarding waited = get(two.flights.board(KEY.value(), Duration.ofMillis(700)));
        assertThat(waited).as("after twice the lease").isEqualTo(new Boarding.Alone());
        flight.end(Ending.GIVEN_UP);
    }

    @Test
    void whoWaitsIsToldHowItEnded() {
        Flight flight = one.lead();
        var waiting = two.flights.board(KEY.value(), PATIENCE).subscribeAsCompletionStage();
        flight.end(Ending.STORED);
        assertThat(waiting.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join())
                .isEqualTo(new Boarding.Stored());
        await().atMost(PATIENCE).until(() -> {
            Boarding now = get(two.flights.board(KEY.value(), PATIENCE));
            if (now instanceof Boarding.Lead(Flight again, boolean missed)) {
                again.end(Ending.UNSHARED);
                return true;
            }
            return false;
        });
        assertThat(get(one.flights.board(KEY.value(), PATIENCE))).isEqualTo(new Boarding.Alone());
    }

    @Test
    void whoIsCancelledWhileItWaitsLeadsNothing() {
        Flight flight = one.lead();
        two.flights
                .board(KEY.value(), PATIENCE)
                .subscribe()
                .with(boarding -> {})
                .cancel();
        flight.end(Ending.GIVEN_UP);
        one.lead().end(Ending.GIVEN_UP);
        assertThat(two.fences.token(KEY.value())).isEmpty();
    }

    @Test
    void whoLeavesAtTheMomentItIsMadeTheLeaderLeadsNothing() {
        Fences fences = new Fences();
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<Cancellable> running = new CompletableFuture<>();
        Timers leaving = new Timers() {
            @Override
            public Instant instant() {
                return redis.timers.instant();
            }

            @Override
            public Timer after(Duration delay, Runnable task) {
                return redis.timers.after(delay, task);
            }

            @Override
            public long nanos() {
                // Once for the renewal of its lease, then for what the caller is told of it.
                if (fences.token(KEY.value()).isPresent() && looks.incrementAndGet() == 2) {
                    running.join().cancel();
                }
                return redis.timers.nanos();
            }
        };
        RedisLink link = new RedisLink(redis.client(), leaving, new LinkPolicy(PATIENCE, Duration.ofSeconds(1)));
        RedisFlights flights = new RedisFlights(link, new KeySpace("test"), POLICY, fences);
        running.complete(flights.board(KEY.value(), PATIENCE).subscribe().with(boarding -> {}));
        await().atMost(PATIENCE)
                .until(() -> looks.get() >= 2 && fences.token(KEY.value()).isEmpty());
    }
}
