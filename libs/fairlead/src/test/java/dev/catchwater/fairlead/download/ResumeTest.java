package dev.catchwater.fairlead.download;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest extends DownloadCase {
    @Test
    void whatIsMissingAfterACutIsAskedForByRangeAndIfRange() {
        var done = load(downloads(cut("01234"), part("56789", "bytes 5-9/10", "ETag", ETAG)))
                .getLast();
        assertThat(done).isEqualTo(new DownloadEvent.Done(target, 10, 2));
        assertThat(target).hasContent("0123456789");
        assertThat(asked.getFirst().headers().contains("Range")).isFalse();
        assertThat(asked.getFirst().headers().first("Accept-Encoding")).contains("identity");
        assertThat(asked.getFirst().isUnlimited()).isTrue();
        assertThat(asked.getLast().headers().first("Range")).contains("bytes=5-");
        assertThat(asked.getLast().headers().first("If-Range")).contains(ETAG);
        assertThat(timers.waits).hasSize(1);
        assertThat(timers.waits.getFirst()).isBetween(Duration.ofNanos(1), Duration.ofMillis(200));
    }

    @Test
    void aWholeInsteadOfAPartStartsOver() {
        load(downloads(cut("01234"), answer(200, "something else", "ETag", "\"v2\"")));
        assertThat(target).hasContent("something else");
    }

    @Test
    void aPartThatEndsEarlyIsFollowedByTheNext() {
        load(downloads(cut("01"), part("234", "bytes 2-4/10"), part("56789", "bytes 5-9/10")));
        assertThat(target).hasContent("0123456789");
        assertThat(asked.getLast().headers().first("Range")).contains("bytes=5-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 4-9/10",
                "bytes 6-9/10",
                "bytes 5-9/11",
                "bytes 5-10/10",
                "bytes 9-5/10",
                "bytes 5-9",
                "items 5-9/10",
                "",
            })
    void aPartThatIsNotTheMissingOneIsRefused(String range) {
        assertThat(failure(downloads(cut("01234"), part("56789", range)))).isInstanceOf(HttpFailure.BadBody.class);
        assertNothingIsThere();
    }

    @Test
    void aPartOfAnotherVersionAPartUnaskedForAndAPartTooLongAreRefused() {
        assertThat(failure(downloads(cut("01234"), part("56789", "bytes 5-9/10", "ETag", "\"v2\""))))
                .isInstanceOf(HttpFailure.BadBody.class);
        asked.clear();
        assertThat(failure(downloads(part("01234", "bytes 0-4/10")))).isInstanceOf(HttpFailure.BadBody.class);
        asked.clear();
        assertThat(failure(downloads(cut("01234"), part("567890", "bytes 5-9/10"))))
                .isInstanceOf(HttpFailure.BadBody.class);
        assertNothingIsThere();
    }

    @Test
    void aPartShorterThanItSaidIsACut() {
        load(downloads(cut("01234"), part("56", "bytes 5-9/10"), part("789", "bytes 7-9/10")));
        assertThat(target).hasContent("0123456789");
    }

    @Test
    void aDigestThatDiffersLeavesNothing() throws NoSuchAlgorithmException {
        String right = digest("sha-256", "SHA-256", "content");
        String wrong = digest("sha-256", "SHA-256", "other");
        String strong = digest("sha-512", "SHA-512", "content");
        for (String field : new String[] {"Repr-Digest", "Content-Digest"}) {
            asked.clear();
            assertThat(failure(downloads(answer(200, "content", field, wrong))))
                    .isInstanceOf(HttpFailure.BadBody.class);
            assertNothingIsThere();
            for (String good : new String[] {right, strong + ", " + wrong, "md5=:AAAA:, " + right, "no dictionary"}) {
                asked.clear();
                load(downloads(answer(200, "content", field, good)));
                assertThat(target).hasContent("content");
                delete();
            }
        }
        assertThat(failureOf(downloads(answer(200, "content"))
                        .to(GET, target, sha256("other"))
                        .collect()
                        .asList()))
                .isInstanceOf(HttpFailure.BadBody.class);
        assertNothingIsThere();
        get(downloads(answer(200, "content"))
                .to(GET, target, sha256("content"))
                .collect()
                .asList());
        assertThat(target).hasContent("content");
    }

    @Test
    void digestsOfAResumedDownloadAreOfTheWholeAndOfThePart() throws NoSuchAlgorithmException {
        load(downloads(
                cut("01234"),
                part(
                        "56789",
                        "bytes 5-9/10",
                        "Repr-Digest",
                        digest("sha-256", "SHA-256", "0123456789"),
                        "Content-Digest",
                        digest("sha-256", "SHA-256", "56789"))));
        assertThat(target).hasContent("0123456789");
    }

    private void delete() {
        try {
            Files.delete(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
