package dev.catchwater.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.aggregator.Connector.Found;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceBook.Added;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.schedule.Hints;
import dev.catchwater.aggregator.schedule.Plan;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SourceBoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    SourceBook sources;

    @Test
    void manyAddedAtOnceDoNotPassTheBoundAndAKnownOneIsFoundAllTheSame() {
        int there = sources.all().await().atMost(PATIENCE).size();
        int most = there + 3;
        List<Boolean> added = Multi.createFrom()
                .range(0, 20)
                .onItem()
                .transformToUniAndMerge(i -> add("https://bound-" + i + ".example/feed", most)
                        .map(Added::isNew)
                        .onFailure(SourceBook.Full.class)
                        .recoverWithItem(false))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(added).hasSize(20).filteredOn(isNew -> isNew).hasSize(3);
        assertThat(sources.all().await().atMost(PATIENCE)).hasSize(most);

        Source known = sources.all().await().atMost(PATIENCE).getLast();
        assertThat(add(known.key().timeline(), most).await().atMost(PATIENCE).isNew())
                .isFalse();
    }

    private Uni<Added> add(String url, int most) {
        URI address = URI.create(url);
        FetchResult.Fetched nothing =
                new FetchResult.Fetched(null, null, List.of(), Source.Memory.NONE, Hints.NONE, false);
        SourceKey key = new SourceKey(Platform.FEED, address.getHost(), url);
        Plan never = new Plan(Duration.ofHours(1), Optional.of(Instant.parse("2099-01-01T00:00:00Z")), "never");
        return sources.add(new Found(key, address, url, nothing), never, null, "test/1", PATIENCE, most);
    }
}
