package dev.catchwater.aggregator.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceBook.Settlement;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.schedule.Hints;
import dev.catchwater.aggregator.schedule.Limits;
import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VisitTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Settlement> settled = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();

    @Test
    void whatNobodyForesawIsSettledAndAskedAgainMoreRarely() {
        visit(new IllegalStateException("no such statement")).await().atMost(PATIENCE);
        assertThat(settled).singleElement().satisfies(settlement -> {
            assertThat(settlement.error()).isNotNull();
            assertThat(settlement.memory()).isNull();
            assertThat(settlement.plan().next().orElseThrow()).isAfter(NOW);
            assertThat(settlement.plan().why()).startsWith("failed once");
        });
        assertThat(events).anyMatch(FlowEvent.Trouble.class::isInstance);
    }

    @Test
    void aDatabaseThatIsAwayIsNotTheSourcesFault() {
        Uni<Void> visit = visit(new StoreAway(new IllegalStateException()));
        assertThatThrownBy(() -> visit.await().atMost(PATIENCE)).isInstanceOf(StoreAway.class);
        assertThat(settled).isEmpty();
    }

    private Uni<Void> visit(RuntimeException writing) {
        FlowSettings settings = new FlowSettings(
                "test/1", new Limits(MINUTE, MINUTE, HOUR, HOUR), MINUTE, 1, PATIENCE, PATIENCE, HOUR, MINUTE, 9, HOUR);
        InstantSource clock = InstantSource.fixed(NOW);
        Intake intake = new Intake(failing(writing), clock, events::add);
        Connectors connectors = new Connectors(List.of(new Empty()));
        return new Visit(connectors, book(), intake, new Documents(1, 1), settings, clock, new Random(1), events::add)
                .to(source());
    }

    private static Source source() {
        URI url = URI.create("https://a.example/feed");
        SourceKey key = new SourceKey(Platform.FEED, "a.example", url.toString());
        Source.Polling polling = new Source.Polling(MINUTE, NOW, "test", null, 0, null);
        return new Source(1, key, url, "A", null, NOW, Source.State.POLLING, polling, Source.Memory.NONE);
    }

    // A visit does nothing to the book but settle.
    private SourceBook book() {
        return (SourceBook) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SourceBook.class}, (book, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("settle");
                    settled.add((Settlement) arguments[2]);
                    return Uni.createFrom().voidItem();
                });
    }

    private static PostBook failing(RuntimeException writing) {
        return new PostBook() {
            @Override
            public Uni<Ingested> ingest(
                    Source source, List<Change> changes, Source.@Nullable Memory memory, Instant now) {
                return Uni.createFrom().failure(writing);
            }

            @Override
            public Uni<Void> trim(Instant before, int limit) {
                return Uni.createFrom().voidItem();
            }
        };
    }

    private record Empty() implements Connector {
        @Override
        public Platform platform() {
            return Platform.FEED;
        }

        @Override
        public Uni<Found> verify(URI url, Allowance allowance) {
            return Uni.createFrom().nothing();
        }

        @Override
        public Uni<FetchResult> fetch(Source source, Allowance allowance) {
            return Uni.createFrom()
                    .item(new FetchResult.Fetched(null, null, List.of(), Source.Memory.NONE, Hints.NONE, false));
        }

        @Override
        public boolean streams(Source source) {
            return false;
        }

        @Override
        public Multi<Signal> stream(Source source) {
            return Multi.createFrom().empty();
        }
    }
}
