package dev.catchwater.edge.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static PrimaryKey key(String uri) {
        return PrimaryKey.of(URI.create(uri));
    }

    private static StoredResponse response(String... headers) {
        return new StoredResponse(200, Headers.of(headers), Headers.none(), NOW, NOW, new Extent.Whole(1), false);
    }

    private static Tags tags(String uri, String... headers) {
        return Tags.of(key(uri), response(headers)).orElseThrow();
    }

    private static Purged purged(long sequence, Purge purge, Purge.Mode mode) {
        return new Purged(sequence, NOW, purge, mode, "k" + sequence, "test");
    }

    private static Standing after(Purge purge, Tags tags) {
        Epochs epochs = new Epochs();
        epochs.apply(purged(1, purge, Purge.Mode.HARD));
        return epochs.standing(tags, 0);
    }

    @Test
    void whatWasFetchedBeforeAPurgeIsCoveredAndWhatBeganAfterItIsNot() {
        Epochs epochs = new Epochs();
        Tags tags = tags("http://a.test/x");
        epochs.apply(purged(1, new Purge.Host("other.test"), Purge.Mode.HARD));
        assertThat(epochs.standing(tags, 0)).isEqualTo(Standing.GOOD);
        epochs.apply(purged(2, new Purge.Host("a.test"), Purge.Mode.SOFT));
        assertThat(epochs.standing(tags, 1)).isEqualTo(Standing.CONFIRM);
        assertThat(epochs.standing(tags, 2)).isEqualTo(Standing.GOOD);
        epochs.apply(purged(3, new Purge.All(), Purge.Mode.HARD));
        assertThat(epochs.standing(tags, 2)).isEqualTo(Standing.GONE);
        assertThat(epochs.standing(tags, 3)).isEqualTo(Standing.GOOD);
    }

    @Test
    void aSoftPurgeLeavesAHardOneInForce() {
        Epochs epochs = new Epochs();
        Tags tags = tags("http://a.test/x");
        epochs.apply(purged(1, new Purge.Uri(key("http://a.test/x")), Purge.Mode.HARD));
        epochs.apply(purged(2, new Purge.Uri(key("http://a.test/x")), Purge.Mode.SOFT));
        assertThat(epochs.standing(tags, 0)).isEqualTo(Standing.GONE);
        assertThat(epochs.standing(tags, 1)).isEqualTo(Standing.CONFIRM);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test/b, http://a.test/b, true",
        "http://a.test/b, http://a.test/b/, true",
        "http://a.test/b/, http://a.test/b, true",
        "http://a.test/b, http://a.test/b/c?q=1, true",
        "http://a.test/b, https://A.test:8443/b/c, true",
        "http://a.test/b, http://a.test/bc, false",
        "http://a.test/b, http://a.test/, false",
        "http://a.test/b, http://b.test/b, false",
        "http://a.test/b, http://a.test/c/b, false",
        "http://a.test/%7Eme, http://a.test/~me/x, true",
        "http://a.test/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16, http://a.test/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18, true"
    })
    void prefixesAreWholeSegments(String prefix, String uri, boolean covered) {
        assertThat(after(Purge.Prefix.of(URI.create(prefix)), tags(uri)) == Standing.GONE)
                .isEqualTo(covered);
    }

    @Test
    void aPrefixHasOneToSixteenSegments() {
        String deep = IntStream.rangeClosed(1, 17).mapToObj(i -> "/" + i).collect(Collectors.joining());
        for (String none : List.of("http://a.test", "http://a.test/", "http://a.test/a//b", "http://a.test" + deep)) {
            assertThatThrownBy(() -> Purge.Prefix.of(URI.create(none))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTargetIsPurgedWithAllThatIsKeptApartForItAndItsQueryCounts() {
        Purge purge = new Purge.Uri(key("http://a.test/x?q=1").apart("some"));
        Tags apart =
                Tags.of(key("https://a.test/x?q=1").apart("other"), response()).orElseThrow();
        assertThat(after(purge, apart)).isEqualTo(Standing.GONE);
        assertThat(after(purge, tags("http://a.test/x?q=2"))).isEqualTo(Standing.GOOD);
        assertThat(after(purge, tags("http://a.test/x"))).isEqualTo(Standing.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"Surrogate-Key, a b c", "Cache-Tag, 'a, b ,c'", "Cache-Groups, '\"a\", \"b\", \"c\"'"})
    void responsesNameTheirTagsInThreeWays(String field, String value) {
        Tags tags = tags("http://a.test/x", field, value);
        assertThat(after(new Purge.Tag("b"), tags)).isEqualTo(Standing.GONE);
        assertThat(after(new Purge.Tag("B"), tags)).isEqualTo(Standing.GOOD);
        assertThat(after(new Purge.Tag("a b"), tags)).isEqualTo(Standing.GOOD);
    }

    @Test
    void whatNamesMoreTagsThanAreKeptHasNone() {
        String many = IntStream.rangeClosed(1, 1_024).mapToObj(i -> "t" + i).collect(Collectors.joining(" "));
        assertThat(Tags.of(key("http://a.test/"), response("Surrogate-Key", many)))
                .isPresent();
        assertThat(Tags.of(key("http://a.test/"), response("Surrogate-Key", many + " more")))
                .isEmpty();
    }

    @Test
    void purgesThatHadToMakeRoomCoverTooMuchRatherThanTooLittle() {
        Epochs epochs = new Epochs(2);
        Tags a = tags("http://a.test/");
        Tags other = tags("http://other.test/");
        epochs.apply(purged(1, new Purge.Host("a.test"), Purge.Mode.HARD));
        epochs.apply(purged(2, new Purge.Host("b.test"), Purge.Mode.SOFT));
        assertThat(epochs.standing(other, 0)).isEqualTo(Standing.GOOD);
        epochs.apply(purged(3, new Purge.Host("c.test"), Purge.Mode.SOFT));
        assertThat(epochs.standing(a, 0)).isEqualTo(Standing.GONE);
        assertThat(epochs.standing(other, 0)).isEqualTo(Standing.GONE);
        assertThat(epochs.standing(other, 1)).isEqualTo(Standing.GOOD);
        epochs.apply(purged(4, new Purge.Host("d.test"), Purge.Mode.SOFT));
        assertThat(epochs.standing(other, 1)).isEqualTo(Standing.CONFIRM);
        assertThat(epochs.size()).isEqualTo(2);
    }

    @Test
    void whatHashesCoverIsWhatTheWordsOfThePurgeSay() {
        Random random = new Random(7);
        List<String> uris = new ArrayList<>();
        for (String host : List.of("a.test", "b.test")) {
            for (String path : List.of("/", "/a", "/a/", "/a/b", "/a/b/c", "/ab", "/b/a", "/a?q", "/a?q=1", "/a/b?q")) {
                uris.add("http://" + host + path);
            }
        }
        for (int round = 0; round < 2_000; round++) {
            PrimaryKey key = key(uris.get(random.nextInt(uris.size())));
            Set<String> names =
                    Set.copyOf(random.ints(2, 0, 5).mapToObj(i -> "t" + i).toList());
            Tags tags = Tags.of(key, response("Surrogate-Key", String.join(" ", names)))
                    .orElseThrow();
            Purge purge = any(random, uris);
            assertThat(after(purge, tags) == Standing.GONE)
                    .as("%s by %s", key.value(), purge)
                    .isEqualTo(Covering.covers(purge, key, names));
        }
    }

    private static Purge any(Random random, List<String> uris) {
        URI uri = URI.create(uris.get(random.nextInt(uris.size())));
        return switch (random.nextInt(5)) {
            case 0 -> new Purge.Tag("t" + random.nextInt(5));
            case 1 -> new Purge.Host(uri.getHost());
            case 2 -> uri.getPath().equals("/") ? new Purge.All() : Purge.Prefix.of(uri);
            default -> new Purge.Uri(PrimaryKey.of(uri));
        };
    }
}
