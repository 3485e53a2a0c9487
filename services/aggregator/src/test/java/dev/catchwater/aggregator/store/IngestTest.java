package dev.catchwater.aggregator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.PostBook.Ingested;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.TestSources;
import dev.catchwater.aggregator.TestSources.Instance;
import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.live.log.Position;
import dev.catchwater.live.log.Stretch;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IngestTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Inject
    SourceBook sources;

    @Inject
    PostBook posts;

    @Inject
    Reader reader;

    @Test
    void theSameReportTwiceChangesNothing() {
        Instance harbour = new Instance("once");
        Source source = TestSources.add(sources, harbour, "public");
        List<Change> changes = List.of(harbour.status("1", "one"), harbour.status("2", "two"));

        assertThat(ingest(source, changes)).isEqualTo(new Ingested(2, 0, 0));
        assertThat(ingest(source, changes)).isEqualTo(new Ingested(0, 0, 0));
        assertThat(shown(source)).extracting(post -> post.content().plain()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void theMarkMovesOnlyFromWhereTheVisitBeganWhateverItsOrder() {
        Instance harbour = new Instance("mark");
        Source fresh = TestSources.add(sources, harbour, "public");
        assertThat(moved(fresh, "page:9")).isEqualTo("page:9");
        assertThat(moved(fresh, "page:99")).isEqualTo("page:9");
        Source now =
                sources.find(fresh.id()).await().atMost(Duration.ofSeconds(20)).orElseThrow();
        assertThat(moved(now, "another way to name it")).isEqualTo("another way to name it");
    }

    private @Nullable String moved(Source asked, String head) {
        Duration patience = Duration.ofSeconds(20);
        posts.ingest(asked, List.of(), new Source.Memory(null, null, head), NOW)
                .await()
                .atMost(patience);
        return sources.find(asked.id())
                .await()
                .atMost(patience)
                .orElseThrow()
                .memory()
                .head();
    }

    @Test
    void manyAtOnceReportingTheSamePostsStoreEachOnce() {
        Instance harbour = new Instance("race");
        Source here = TestSources.add(sources, harbour, "public");
        Source there = TestSources.add(sources, harbour, "tags/sea");
        List<Change> changes = IntStream.range(0, 50)
                .mapToObj(i -> harbour.status(Integer.toString(i), "post " + i))
                .toList();

        List<Ingested> results = Multi.createFrom()
                .range(0, 8)
                .onItem()
                .transformToUniAndMerge(i ->
                        posts.ingest(i % 2 == 0 ? here : there, i % 3 == 0 ? changes.reversed() : changes, null, NOW))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(results).hasSize(8);
        assertThat(shown(here))
                .hasSize(50)
                .allSatisfy(post -> assertThat(post.via()).hasSize(2));
    }

    @Test
    void editsAreAppliedAndOlderOnesAreNot() {
        Instance harbour = new Instance("edits");
        Source source = TestSources.add(sources, harbour, "public");
        ingest(source, List.of(harbour.status("1", "first")));

        assertThat(ingest(source, List.of(harbour.edited("1", "second", NOW.plusSeconds(2))))
                        .edited())
                .isEqualTo(1);
        assertThat(ingest(source, List.of(harbour.edited("1", "stale", NOW.plusSeconds(1))))
                        .edited())
                .isZero();
        assertThat(shown(source)).singleElement().satisfies(post -> {
            assertThat(post.content().plain()).isEqualTo("second");
            assertThat(post.editedAt()).isEqualTo(NOW.plusSeconds(2));
        });
    }

    @Test
    void anotherInstanceCannotRewriteWhatItsHomeReported() {
        Instance home = new Instance("home");
        Instance stranger = new Instance("stranger");
        Source own = TestSources.add(sources, home, "public");
        Source foreign = TestSources.add(sources, stranger, "public");
        ingest(own, List.of(home.status("1", "true words")));

        assertThat(ingest(foreign, List.of(stranger.relayed(home, "1", "twisted words", NOW.plusSeconds(9)))))
                .isEqualTo(new Ingested(0, 0, 0));
        assertThat(ingest(foreign, List.of(stranger.removed("relay-1"))).deleted())
                .isZero();
        assertThat(shown(own)).singleElement().satisfies(post -> {
            assertThat(post.content().plain()).isEqualTo("true words");
            assertThat(post.via()).hasSize(1);
        });
    }

    @Test
    void theHomeCorrectsWhatAnotherInstanceReportedFirst() {
        Instance home = new Instance("late-home");
        Instance stranger = new Instance("early-stranger");
        Source own = TestSources.add(sources, home, "public");
        Source foreign = TestSources.add(sources, stranger, "public");
        ingest(foreign, List.of(stranger.relayed(home, "1", "hearsay", null)));

        assertThat(ingest(own, List.of(home.status("1", "true words"))).edited())
                .isEqualTo(1);
        assertThat(shown(own))
                .singleElement()
                .satisfies(post -> assertThat(post.content().plain()).isEqualTo("true words"));
    }

    @Test
    void deletedPostsLeaveAndDoNotComeBack() {
        Instance harbour = new Instance("gone");
        Source source = TestSources.add(sources, harbour, "public");
        ingest(source, List.of(harbour.status("1", "regretted")));

        assertThat(ingest(source, List.of(harbour.removed("1"))).deleted()).isEqualTo(1);
        assertThat(ingest(source, List.of(harbour.status("1", "regretted")))).isEqualTo(new Ingested(0, 0, 0));
        assertThat(shown(source)).isEmpty();
    }

    @Test
    void aBoostShowsThePostOnceAndUndoingItTakesOnlyTheBoost() {
        Instance harbour = new Instance("boosts");
        Source publicPosts = TestSources.add(sources, harbour, "public");
        Source home = TestSources.add(sources, harbour, "home");
        ingest(publicPosts, List.of(harbour.status("1", "worth it")));
        ingest(home, List.of(harbour.boost("b1", "1", "worth it", "Ada")));

        assertThat(shown(home))
                .singleElement()
                .satisfies(post ->
                        assertThat(post.via()).extracting(Post.Via::boostedBy).containsExactlyInAnyOrder(null, "Ada"));
        assertThat(ingest(home, List.of(harbour.removed("b1"))).deleted()).isZero();
        assertThat(shown(publicPosts))
                .singleElement()
                .satisfies(post -> assertThat(post.via()).hasSize(1));
    }

    @Test
    void eventsComeInCommitOrderAndEachOnce() {
        Instance harbour = new Instance("events");
        Source source = TestSources.add(sources, harbour, "public");
        Position before = await(reader.now());
        ingest(source, List.of(harbour.status("1", "a")));
        ingest(source, List.of(harbour.edited("1", "b", NOW.plusSeconds(1))));
        ingest(source, List.of(harbour.status("2", "c")));
        ingest(source, List.of(harbour.removed("2")));

        List<FeedEvent> events = new ArrayList<>();
        Position at = before;
        while (true) {
            Stretch<FeedEvent> read = await(reader.after(at, 1));
            if (read.upTo().equals(at)) {
                break;
            }
            events.addAll(read.events());
            at = read.upTo();
        }
        // The second post had gone again when the log was read, so that its arrival is no longer worth telling.
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Posted", "Edited", "Deleted");
        assertThat(events).extracting(FeedEvent::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aRemovedSourceTakesItsOwnPostsAlongAndLeavesShared() {
        Instance harbour = new Instance("removed");
        Source leaving = TestSources.add(sources, harbour, "public");
        Source staying = TestSources.add(sources, harbour, "tags/kept");
        ingest(leaving, List.of(harbour.status("1", "only here"), harbour.status("2", "shared")));
        ingest(staying, List.of(harbour.status("2", "shared")));

        assertThat(await(sources.remove(leaving.id()))).isTrue();
        assertThat(await(sources.remove(leaving.id()))).isFalse();
        assertThat(shown(staying)).extracting(post -> post.content().plain()).containsExactly("shared");
        while (await(sources.clear(1)) > 0) {
            assertThat(shown(staying)).hasSize(1);
        }
        Source again = TestSources.add(sources, harbour, "public");
        assertThat(ingest(again, List.of(harbour.status("1", "only here"))).posted())
                .isEqualTo(1);
        assertThat(ingest(leaving, List.of(harbour.status("3", "too late")))).isEqualTo(new Ingested(0, 0, 0));
    }

    private Ingested ingest(Source source, List<Change> changes) {
        return await(posts.ingest(source, changes, null, NOW));
    }

    private List<Post> shown(Source source) {
        return TestSources.timeline(reader, 100).stream()
                .filter(post -> post.via().stream().anyMatch(via -> via.source() == source.id()))
                .toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
