package dev.catchwater.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceBook.Holds;
import dev.catchwater.aggregator.TestSources;
import dev.catchwater.aggregator.TestSources.Instance;
import dev.catchwater.postgres.sql.Db;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeasesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    SourceBook sources;

    @Inject
    Pool pool;

    @Test
    void aSourceThatIsBeingWrittenHoldsUpTheRenewalOfNoOther() {
        List<Integer> ids = add("busy", 3);
        assertThat(hold(ids, "a/1", NOW).ours()).containsExactlyInAnyOrderElementsOf(ids);
        Holds meanwhile = Db.transaction(
                        pool, tx -> Db.run(tx, IngestSql.SOURCE, ids.get(1)).flatMap(locked -> ask(ids, "a/1", NOW)))
                .await()
                .atMost(PATIENCE);
        assertThat(meanwhile).isEqualTo(new Holds(Set.of(ids.get(0), ids.get(2)), Set.of()));
        assertThat(hold(ids, "a/1", NOW).ours()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whatAnotherHoldsIsLostUntilItsHoldHasRunOutOrIsGivenUp() {
        List<Integer> ids = add("held", 2);
        hold(ids, "a/1", NOW);
        assertThat(hold(ids, "b/1", NOW.plusSeconds(1))).isEqualTo(new Holds(Set.of(), Set.copyOf(ids)));
        sources.dropStreams(ids.subList(0, 1), "a/1").await().atMost(PATIENCE);
        assertThat(hold(ids, "b/1", NOW.plusSeconds(1)).ours()).containsExactly(ids.getFirst());
        assertThat(hold(ids, "b/1", NOW.plus(LEASE).plusMillis(1)).ours()).containsExactlyInAnyOrderElementsOf(ids);
        sources.remove(ids.getFirst()).await().atMost(PATIENCE);
        assertThat(hold(ids, "b/1", NOW.plus(LEASE)))
                .isEqualTo(new Holds(Set.of(ids.getLast()), Set.of(ids.getFirst())));
    }

    private Holds hold(List<Integer> ids, String owner, Instant now) {
        return ask(ids, owner, now).await().atMost(PATIENCE);
    }

    private Uni<Holds> ask(List<Integer> ids, String owner, Instant now) {
        Map<Integer, Boolean> up = new LinkedHashMap<>();
        ids.forEach(id -> up.put(id, true));
        return sources.holdStreams(up, owner, now, LEASE);
    }

    private List<Integer> add(String name, int many) {
        Instance instance = new Instance(name);
        return IntStream.range(0, many)
                .mapToObj(i -> TestSources.add(sources, instance, "tags/" + i).id())
                .toList();
    }
}
