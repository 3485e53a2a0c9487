package dev.catchwater.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.purge.Tags;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static List<Purged> some(Random random, int count) {
        List<Purged> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Purge purge = random.nextInt(400) == 0
                    ? new Purge.All()
                    : random.nextBoolean() ? new Purge.Tag("t" + random.nextInt(5)) : new Purge.Host("a.test");
            all.add(new Purged(i, NOW, purge, Purge.Mode.values()[random.nextInt(2)], "k" + i, "who"));
        }
        return all;
    }

    private static Epochs applied(List<Purged> all) {
        Epochs epochs = new Epochs();
        all.forEach(epochs::apply);
        return epochs;
    }

    private static Tags tags(int tag) {
        StoredResponse response = new StoredResponse(
                200, Headers.of("Cache-Tag", "t" + tag), Headers.none(), NOW, NOW, new Extent.Whole(1), false);
        return Tags.of(PrimaryKey.of(URI.create("http://b.test/")), response).orElseThrow();
    }

    @Test
    void whatIsLeftJudgesAsAllOfThem() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Purged> all = some(random, 1_500 + random.nextInt(2_000));
            List<Purged> left = Compaction.of(all);
            assertThat(left).hasSizeLessThan(1_100);
            assertThat(left.subList(left.size() - 1_024, left.size()))
                    .isEqualTo(all.subList(all.size() - 1_024, all.size()));
            Epochs before = applied(all);
            Epochs after = applied(left);
            assertThat(after.sequence()).isEqualTo(before.sequence());
            for (int i = 0; i < 200; i++) {
                Tags tags = tags(random.nextInt(6));
                long born = random.nextInt(all.size() + 1);
                assertThat(after.standing(tags, born)).isEqualTo(before.standing(tags, born));
            }
        }
    }

    @Test
    void ofMoreThingsThanAreKeptApartTheOldestCoverEverything() {
        List<Purged> all = new ArrayList<>();
        for (int i = 1; i <= Epochs.MAX + 10; i++) {
            all.add(new Purged(i, NOW, new Purge.Tag("x" + i), Purge.Mode.HARD, "k" + i, "who"));
        }
        List<Purged> left = Compaction.of(all);
        assertThat(left).hasSize(Epochs.MAX + 1);
        assertThat(left.getFirst().purge()).isEqualTo(new Purge.All());
        assertThat(left.getFirst().sequence()).isEqualTo(10);
    }
}
