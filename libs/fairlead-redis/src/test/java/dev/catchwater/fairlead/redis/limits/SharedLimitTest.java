package dev.catchwater.fairlead.redis.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.RedisServer;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Four nodes, one key, a hundred requests a second, and a sliding log that judges. */
@Execution(ExecutionMode.CONCURRENT)
class SharedLimitTest {
    private static final RateLimit HUNDRED_A_SECOND = new RateLimit(32, Duration.ofMillis(10));

    private final RedisServer redis = new RedisServer();
    private final SlidingLog log = new SlidingLog();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(Node::stop);
        redis.close();
    }

    private void fourNodes() {
        for (int i = 0; i < 4; i++) {
            RedisLink link = redis.link();
            RedisLeases leases = new RedisLeases(link, new KeySpace("test"), LeaseTerms.DEFAULT);
            Node node = new Node(link, leases, HUNDRED_A_SECOND, 4, log);
            nodes.add(node);
            node.crowd(8);
        }
    }

    private void awaitGrants(int more) {
        int wanted = log.size() + more;
        await().atMost(Duration.ofSeconds(60)).until(() -> log.size() >= wanted);
    }

    private void noWindowIsOver() {
        for (long millis : new long[] {50, 200, 500, 1_000, 2_000, 5_000}) {
            int allowed = 31 + (int) Math.ceilDiv(millis + 300, 10L);
            assertThat(log.most(Duration.ofMillis(millis))).as(millis + " ms").isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void togetherTheyKeepToTheLimitAndUseItWithATenthOfARoundTripEach() {
        fourNodes();
        awaitGrants(100);
        long start = redis.timers.nanos();
        int before = log.size();
        long sentBefore = nodes.stream().mapToLong(node -> node.link.sent()).sum();
        awaitGrants(800);
        long trips = nodes.stream().mapToLong(node -> node.link.sent()).sum() - sentBefore;
        assertThat((double) trips / (log.size() - before))
                .as("round trips a request")
                .isLessThanOrEqualTo(0.1);
        assertThat(log.rateSince(start)).as("requests a second").isGreaterThanOrEqualTo(98);
        noWindowIsOver();
    }

    @Test
    void aRedisThatIsKilledAndStartedAgainGivesNoBurst() {
        fourNodes();
        awaitGrants(200);
        redis.kill();
        awaitGrants(200);
        redis.start();
        awaitGrants(500);
        noWindowIsOver();
    }

    @Test
    void aRedisThatForgetsEverythingGivesNoBurst() {
        fourNodes();
        awaitGrants(200);
        redis.ask(Command.FLUSHALL);
        awaitGrants(50);
        redis.ask(Command.SCRIPT, "FLUSH");
        redis.ask(Command.FLUSHALL);
        awaitGrants(300);
        noWindowIsOver();
    }

    @Test
    void aRedisThatStandsStillForAWhileGivesNoBurstWhenItGoesOn() {
        fourNodes();
        awaitGrants(200);
        redis.signal("STOP");
        awaitGrants(200);
        redis.signal("CONT");
        awaitGrants(500);
        noWindowIsOver();
    }

    @Test
    void callersDeadlinesHoldWhileRedisStandsStill() {
        fourNodes();
        awaitGrants(50);
        redis.signal("STOP");
        List<CompletableFuture<String>> calls = new ArrayList<>();
        long began = redis.timers.nanos();
        for (int i = 0; i < 40; i++) {
            calls.add(nodes.get(i % 4).call(Duration.ofMillis(300)).subscribeAsCompletionStage());
        }
        // Redis goes on only at the end: an answer of its own is not what ends them.
        await().atMost(Duration.ofSeconds(20)).until(() -> calls.stream().allMatch(CompletableFuture::isDone));
        assertThat(Duration.ofNanos(redis.timers.nanos() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void withRedisAwayFromTheStartEachKeepsToItsShare() {
        redis.kill();
        fourNodes();
        awaitGrants(400);
        noWindowIsOver();
    }
}
