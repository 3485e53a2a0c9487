package dev.catchwater.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.TestSources;
import dev.catchwater.aggregator.TestSources.Instance;
import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.timeline.Cursor;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.TimelinePage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scrolls down while posts are added at the head, in the middle and at the end, edited and deleted. */
@QuarkusTest
class PagingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    SourceBook sources;

    @Inject
    PostBook posts;

    @Inject
    Reader reader;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aScrollShowsWhatWasThereWhenItBeganAndNothingTwice(long seed) {
        Random random = new Random(seed);
        Instance instance = new Instance("paging-" + seed);
        Source source = TestSources.add(sources, instance, "public");
        Set<Integer> alive = new TreeSet<>();
        int made = 0;
        for (int i = 0; i < 60; i++) {
            add(instance, source, made, random);
            alive.add(made++);
        }
        Set<Integer> atStart = new TreeSet<>(alive);
        Set<Integer> deletedSince = new TreeSet<>();
        List<Post> seen = new ArrayList<>();
        Cursor cursor = null;
        do {
            TimelinePage page =
                    reader.page(1 + random.nextInt(9), cursor).await().atMost(PATIENCE);
            seen.addAll(page.posts());
            cursor = page.next();
            for (int i = random.nextInt(4); i > 0; i--) {
                add(instance, source, made, random);
                alive.add(made++);
            }
            for (int i = random.nextInt(3); i > 0 && !alive.isEmpty(); i--) {
                int victim = List.copyOf(alive).get(random.nextInt(alive.size()));
                ingest(source, instance.removed(Integer.toString(victim)));
                alive.remove(victim);
                deletedSince.add(victim);
            }
            int edited = List.copyOf(alive).get(random.nextInt(alive.size()));
            ingest(source, instance.edited(Integer.toString(edited), "post " + edited + " again", NOW));
        } while (cursor != null);

        List<Integer> own = seen.stream()
                .filter(post -> post.via().stream().anyMatch(via -> via.source() == source.id()))
                .map(post -> Integer.parseInt(post.content().plain().split(" ")[1]))
                .toList();
        assertThat(own).doesNotHaveDuplicates();
        assertThat(atStart).containsAll(own);
        Set<Integer> missing = new HashSet<>(atStart);
        missing.removeAll(own);
        assertThat(deletedSince).containsAll(missing);
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing(Post::sortAt)
                        .thenComparing(Post::id)
                        .reversed());
    }

    private void add(Instance instance, Source source, int number, Random random) {
        Instant published = NOW.minusSeconds(random.nextInt(5_000));
        ingest(source, instance.status(Integer.toString(number), "post " + number, published));
    }

    private void ingest(Source source, Change change) {
        posts.ingest(source, List.of(change), null, NOW).await().atMost(PATIENCE);
    }
}
