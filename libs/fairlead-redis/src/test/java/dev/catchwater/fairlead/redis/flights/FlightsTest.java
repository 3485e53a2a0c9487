package dev.catchwater.fairlead.redis.flights;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.caching.CachingStage;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.RedisServer;
import dev.catchwater.fairlead.redis.store.RedisStore;
import dev.catchwater.fairlead.redis.store.StorePolicy;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.ResponseStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes over one Redis ask one origin for the same. */
class FlightsTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A leader whose machine stands still for a while is none that is dead. */
    private static final FlightPolicy CALM =
            new FlightPolicy(Duration.ofSeconds(15), Duration.ofMillis(20), Duration.ofSeconds(60));

    private static final FlightPolicy SHORT =
            new FlightPolicy(Duration.ofMillis(900), Duration.ofMillis(20), Duration.ofSeconds(60));

    private final RedisServer redis = new RedisServer();
    private final List<UniEmitter<? super Response>> asked = new CopyOnWriteArrayList<>();

    private final class Node {
        final Redis client = redis.client();
        final RedisLink link;
        final CachingStage stage;
        final ResponseStore store;

        Node(FlightPolicy flights) {
            // No test waits for the timeout: a loaded machine is no Redis that is away.
            LinkPolicy patience = new LinkPolicy(Duration.ofSeconds(10), Duration.ofSeconds(1));
            link = new RedisLink(client, redis.timers, patience);
            KeySpace keys = new KeySpace("test");
            Fences fences = new Fences();
            store = new RedisStore(link, keys, StorePolicy.DEFAULT, fences);
            ResponseStore chain = ((RedisStore) store).behind(new MemoryStore(1_000_000, 1_000), Duration.ofSeconds(5));
            stage = new CachingStage(
                    CachingPolicy.of(CachePolicy.SHARED, chain)
                            .withCollapse(new CachingPolicy.Collapse(100, PATIENCE))
                            .withFlights(new RedisFlights(link, keys, flights, fences)),
                    redis.timers,
                    () -> Runnable::run,
                    CallListener.NONE);
        }

        CompletableFuture<Response> start() {
            return stage.apply(ASK, sent -> Uni.createFrom().emitter(asked::add))
                    .subscribeAsCompletionStage();
        }
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private Node node() {
        return new Node(CALM);
    }

    private void answer(int which, String body) {
        asked.get(which).complete(Answers.of(ASK, 200, Headers.of("Cache-Control", "max-age=60"), body));
    }

    private void awaitAsked(int times) {
        await().atMost(PATIENCE).until(() -> asked.size() >= times);
    }

    private static String text(CompletableFuture<Response> response) {
        return get(response.join().text());
    }

    @Test
    void fourNodesWithTwentyMissesEachAskTheOriginOnce() {
        List<CompletableFuture<Response>> all = new ArrayList<>();
        List<Node> nodes = List.of(node(), node(), node(), node());
        for (int i = 0; i < 20; i++) {
            nodes.forEach(node -> all.add(node.start()));
        }
        awaitAsked(1);
        // The others have lined up and look again and again; none of them goes for itself.
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        assertThat(asked).hasSize(1);
        answer(0, "one");
        // The leader's own reader reads; what it has read is stored.
        await().atMost(PATIENCE).until(() -> all.stream().anyMatch(CompletableFuture::isDone));
        all.stream().filter(CompletableFuture::isDone).toList().forEach(FlightsTest::text);
        await().atMost(PATIENCE).until(() -> all.stream().allMatch(CompletableFuture::isDone));
        assertThat(asked).hasSize(1);
        assertThat(all.stream()
                        .filter(response -> response.join()
                                .headers()
                                .all("Cache-Status")
                                .getFirst()
                                .contains("hit"))
                        .count())
                .isEqualTo(79);
    }

    @Test
    void whatIsStaleInTheMemoryOfTwoNodesIsFetchedByOneOfThem() {
        List<Node> nodes = List.of(node(), node());
        CompletableFuture<Response> first = nodes.get(0).start();
        awaitAsked(1);
        // An age counts from a Date in whole seconds: two, so that it is fresh for longer than the word of its end
        // lasts.
        asked.getFirst().complete(Answers.of(ASK, 200, Headers.of("Cache-Control", "max-age=2", "ETag", "1"), "old"));
        await().atMost(PATIENCE).until(first::isDone);
        assertThat(text(first)).isEqualTo("old");
        List<CompletableFuture<Response>> others = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            others.add(nodes.get(1).start());
            await().atMost(PATIENCE).until(() -> others.getLast().isDone() || asked.size() > 1);
            return asked.size() > 1;
        });
        CompletableFuture<Response> waiting = nodes.get(0).start();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        answer(1, "new");
        await().atMost(PATIENCE).until(others.getLast()::isDone);
        assertThat(text(others.getLast())).isEqualTo("new");
        await().atMost(PATIENCE).until(waiting::isDone);
        assertThat(text(waiting)).isEqualTo("new");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whoLooksTooLateToHearThatTheAnswerIsStoredFindsItBeforeItAsks() {
        Node leader = node();
        // What is left to be read at a leader's end lasts 300 ms; a loaded machine looks as seldom as this.
        Node late =
                new Node(new FlightPolicy(Duration.ofSeconds(15), Duration.ofMillis(1_500), Duration.ofSeconds(60)));
        CompletableFuture<Response> first = leader.start();
        awaitAsked(1);
        CompletableFuture<Response> waiting = late.start();
        await().atMost(PATIENCE).until(() -> late.link.sent() > 1);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        answer(0, "one");
        await().atMost(PATIENCE).until(first::isDone);
        assertThat(text(first)).isEqualTo("one");
        await().atMost(PATIENCE).until(() -> waiting.isDone() || asked.size() > 1);
        assertThat(asked).hasSize(1);
        assertThat(text(waiting)).isEqualTo("one");
    }

    @Test
    void aLeaderThatIsGivenUpIsFollowedByAnotherNode() {
        Node one = node();
        Node two = node();
        var leader = one.stage
                .apply(ASK, sent -> Uni.createFrom().emitter(asked::add))
                .subscribe()
                .with(response -> {});
        awaitAsked(1);
        CompletableFuture<Response> waiting = two.start();
        leader.cancel();
        awaitAsked(2);
        answer(1, "two");
        await().atMost(PATIENCE).until(waiting::isDone);
        assertThat(text(waiting)).isEqualTo("two");
    }

    @Test
    void aDeadLeadersLeaseEndsAndWhatItBringsLateDoesNotReplaceTheNewer() {
        Node dead = new Node(SHORT);
        Node heir = new Node(SHORT);
        Node third = new Node(SHORT);
        CompletableFuture<Response> late = dead.start();
        awaitAsked(1);
        // It can no longer renew; everything else about it lives on.
        redis.cutOff(dead.client);
        CompletableFuture<Response> waiting = heir.start();
        awaitAsked(2);
        answer(1, "two");
        await().atMost(PATIENCE).until(waiting::isDone);
        assertThat(text(waiting)).isEqualTo("two");
        answer(0, "one");
        assertThat(text(late)).isEqualTo("one");
        CompletableFuture<Response> other = third.start();
        await().atMost(PATIENCE).until(other::isDone);
        assertThat(text(other)).isEqualTo("two");
        assertThat(asked).hasSize(2);
    }

    @Test
    void withRedisAwayEachNodeAsksTheOriginOnce() {
        redis.kill();
        List<Node> nodes = List.of(node(), node(), node());
        List<CompletableFuture<Response>> all = new ArrayList<>();
        nodes.forEach(node -> all.add(node.start()));
        awaitAsked(3);
        for (int i = 0; i < 10; i++) {
            nodes.forEach(node -> all.add(node.start()));
        }
        await().atMost(PATIENCE)
                .until(() ->
                        nodes.stream().mapToInt(node -> node.stage.waiting()).sum() == 30);
        assertThat(asked).hasSize(3);
        for (int i = 0; i < 3; i++) {
            answer(i, "one");
        }
        for (int i = 0; i < 3; i++) {
            text(all.get(i));
        }
        await().atMost(PATIENCE).until(() -> all.stream().allMatch(CompletableFuture::isDone));
        assertThat(asked).hasSize(3);
    }
}
