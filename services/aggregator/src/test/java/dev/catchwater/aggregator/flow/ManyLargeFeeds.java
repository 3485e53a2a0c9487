package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.source.feed.FeedConnector;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process of its own: asks for one large feed many times at once; says what it got, unless its heap ends before. */
final class ManyLargeFeeds {

    private static final int VISITS = 8;
    private static final int OTHERS = 8;

    private ManyLargeFeeds() {}

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        HttpClient http = HttpClient.create(
                vertx,
                Settings.named("gather")
                        .withGuard(GuardPolicy.OFF)
                        .withTimeout(Duration.ofMinutes(5))
                        .withBounds(Bounds.DEFAULT
                                .withMaxBody(FeedConnector.MAX_BODY)
                                .withIdle(Duration.ofMinutes(5))));
        var connector = new FeedConnector(http, Executors.newFixedThreadPool(2), InstantSource.system());
        var documents = new Documents(8, 1);
        Source source = source(URI.create(arguments[0]));
        Stream<Uni<Boolean>> visits = IntStream.range(0, VISITS)
                .mapToObj(i ->
                        documents.held(mine -> connector.fetch(source, mine).flatMap(ManyLargeFeeds::stored)));
        Stream<Uni<Boolean>> others = IntStream.range(0, OTHERS)
                .mapToObj(i -> documents
                        .inTurn(mine -> connector.fetch(source, mine).flatMap(ManyLargeFeeds::stored))
                        .onFailure(ManyLargeFeeds::busy)
                        .recoverWithItem(false));
        List<Boolean> got = Uni.join()
                .all(Stream.concat(visits, others).toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofMinutes(5));
        // The test reads it as the exit code: how many were read in full, of those that had to be.
        System.exit(got.subList(0, VISITS).stream().allMatch(full -> full) && got.size() == VISITS + OTHERS ? 42 : 1);
    }

    // A store that takes its time, as the posts stay in memory until it has them.
    private static Uni<Boolean> stored(FetchResult result) {
        boolean full = result instanceof FetchResult.Fetched fetched
                && fetched.changes().size() == 1_000;
        return Uni.createFrom()
                .item(full)
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(50))
                .onItem()
                .invoke(done -> {
                    if (result.memory() == null) {
                        throw new IllegalStateException("nothing is remembered");
                    }
                });
    }

    private static boolean busy(Throwable thrown) {
        return thrown instanceof SourceException failed && failed.failure() instanceof SourceFailure.Busy;
    }

    private static Source source(URI url) {
        Duration hour = Duration.ofHours(1);
        SourceKey key = new SourceKey(Platform.FEED, url.getAuthority(), url.toString());
        Source.Polling polling = new Source.Polling(hour, Instant.EPOCH, "test", null, 0, null);
        return new Source(1, key, url, "A", null, Instant.EPOCH, Source.State.POLLING, polling, Source.Memory.NONE);
    }
}
