package dev.catchwater.aggregator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceBook.Holds;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.schedule.Limits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final int MANY = 300;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicReference<Set<Integer>> busy = new AtomicReference<>(Set.of());
    private final AtomicReference<Set<Integer>> lost = new AtomicReference<>(Set.of());
    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();
    private volatile Multi<Connector.Signal> stream = Multi.createBy()
            .concatenating()
            .streams(
                    Multi.createFrom().item(new Connector.Signal.Lost("starting")),
                    Multi.createFrom().nothing());
    private final Streams streams = new Streams(
            new Connectors(List.of(new Streaming())),
            book(),
            new Intake(null, now::get, event -> {}),
            new Documents(1, 1),
            new FlowSettings(
                    "test/1", new Limits(MINUTE, MINUTE, HOUR, HOUR), MINUTE, 1, MINUTE, MINUTE, HOUR, OFTEN, 9, HOUR),
            now::get,
            event -> {});

    @AfterEach
    void stop() {
        streams.stop().await().atMost(MINUTE);
    }

    @Test
    void allStreamsAreHeldInOneCallAndGivenUpInOne() {
        streams.start();
        checked(3);
        assertThat(begun).hasValue(MANY);
        streams.stop().await().atMost(MINUTE);
        assertThat(given).hasValue(1);
    }

    @Test
    void aBusySourceGoesOnAndALostOneEnds() {
        streams.start();
        checked(1);
        busy.set(Set.of(1));
        lost.set(Set.of(2));
        checked(3);
        lost.set(Set.of());
        busy.set(Set.of());
        checked(2);
        // Only what was lost had to begin anew.
        assertThat(begun).hasValue(MANY + 1);
    }

    @Test
    void aStreamThatEndedForGoodIsTriedAgainAfterAMinute() {
        stream = Multi.createFrom().empty();
        streams.start();
        checked(3);
        assertThat(begun).hasValue(MANY);
        now.set(NOW.plus(MINUTE).plusSeconds(1));
        checked(2);
        assertThat(begun).hasValue(2 * MANY);
    }

    private void checked(int times) {
        // Once more: the one that is under way may have begun before.
        int before = checks.get();
        await().until(() -> checks.get() > before + times);
    }

    private SourceBook book() {
        return (SourceBook) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SourceBook.class},
                (book, method, arguments) -> switch (method.getName()) {
                    case "all" -> {
                        checks.incrementAndGet();
                        yield Uni.createFrom().item(sources());
                    }
                    case "holdStreams" -> Uni.createFrom().item(holds((Map<?, ?>) arguments[0]));
                    case "dropStreams" -> {
                        given.incrementAndGet();
                        yield Uni.createFrom().voidItem();
                    }
                    default -> Uni.createFrom().voidItem();
                });
    }

    private Holds holds(Map<?, ?> up) {
        Set<Integer> ours = up.keySet().stream()
                .map(Integer.class::cast)
                .filter(id -> !busy.get().contains(id) && !lost.get().contains(id))
                .collect(java.util.stream.Collectors.toSet());
        return new Holds(ours, lost.get());
    }

    private static List<Source> sources() {
        Source.Polling polling = new Source.Polling(MINUTE, NOW, "test", null, 0, null);
        return IntStream.rangeClosed(1, MANY)
                .mapToObj(id -> {
                    URI url = URI.create("https://a.example/tags/" + id);
                    SourceKey key = new SourceKey(Platform.MASTODON, "https://a.example", "tags/" + id);
                    return new Source(id, key, url, "A", null, NOW, Source.State.POLLING, polling, Source.Memory.NONE);
                })
                .toList();
    }

    private final class Streaming implements Connector {

        @Override
        public Platform platform() {
            return Platform.MASTODON;
        }

        @Override
        public Uni<Found> verify(URI url, Allowance allowance) {
            return Uni.createFrom().nothing();
        }

        @Override
        public Uni<FetchResult> fetch(Source source, Allowance allowance) {
            return Uni.createFrom().nothing();
        }

        @Override
        public boolean streams(Source source) {
            return true;
        }

        @Override
        public Multi<Signal> stream(Source source) {
            begun.incrementAndGet();
            return stream;
        }
    }
}
