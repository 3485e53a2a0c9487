package dev.catchwater.aggregator.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void anEntryIsKnownByItsIdElseItsLinkElseTitleAndDate() {
        assertThat(FeedIdentity.of(" tag:1 ", "https://a.example/", "T", NOW)).isEqualTo("tag:1");
        assertThat(FeedIdentity.of(" ", "https://a.example/", "T", NOW)).isEqualTo("https://a.example/");
        String hashed = FeedIdentity.of(null, null, "T", NOW);
        assertThat(hashed).startsWith("sha256:").isEqualTo(FeedIdentity.of(null, "", "T ", NOW));
        assertThat(FeedIdentity.of(null, null, "T", NOW.plusSeconds(1))).isNotEqualTo(hashed);
        assertThat(FeedIdentity.of("x".repeat(5000), null, null, null)).startsWith("sha256:");
    }

    @Test
    void aPostFromTheFutureStandsAtTheTimeItCameIn() {
        assertThat(SortTime.of(NOW.plusSeconds(60), NOW)).isEqualTo(NOW);
        assertThat(SortTime.of(null, NOW)).isEqualTo(NOW);
        assertThat(SortTime.of(NOW.minusSeconds(60), NOW)).isEqualTo(NOW.minusSeconds(60));
        assertThat(SortTime.of(Instant.MIN, NOW)).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Example.ORG:443/A/../b?utm_source=x&q=1&fbclid=2#top,https://example.org/b?q=1",
        "http://example.org:80,http://example.org/",
        "http://example.org:8080/x?,http://example.org:8080/x",
    })
    void oneSpellingForTheSamePage(String spelt, String canonical) {
        assertThat(CanonicalUrl.of(spelt)).hasToString("Optional[" + canonical + "]");
        assertThat(CanonicalUrl.of(canonical)).hasToString("Optional[" + canonical + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.org/",
        "/relative",
        "https://user:pw@example.org/",
        "https:///no-host",
        "mailto:a@b.example"
    })
    void whatIsNoWebAddressHasNoSpelling(String text) {
        assertThat(CanonicalUrl.of(text)).isEmpty();
    }

    @Test
    void idsOnlyGrowThoughTheClockStepsBackAndManyComeAtOnce() {
        ManualClock clock = new ManualClock(NOW);
        PostIds ids = new PostIds(clock, 7);
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            long next = ids.next();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
        clock.advance(Duration.ofSeconds(1));
        long later = ids.next();
        assertThat(later).isGreaterThan(last);
        PostIds behind = new PostIds(() -> NOW.minusSeconds(3600), 7);
        assertThat(behind.next()).isLessThan(behind.next());
    }

    @Test
    void twoNodesNeverMakeTheSameId() {
        PostIds one = new PostIds(() -> NOW, 1);
        PostIds two = new PostIds(() -> NOW, 2);
        Set<Long> all = new HashSet<>();
        IntStream.range(0, 5_000).forEach(i -> {
            assertThat(all.add(one.next())).isTrue();
            assertThat(all.add(two.next())).isTrue();
        });
    }
}
