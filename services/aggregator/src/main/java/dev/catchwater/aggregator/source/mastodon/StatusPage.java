package dev.catchwater.aggregator.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.schedule.Hints;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a timeline, newest first as it comes.
 *
 * @param ids of all statuses on it, those left out included
 * @param changes newest first
 * @param older where the page below is (Link rel=next)
 * @param etag of this answer
 * @param complete false for 206: the instance is still assembling the timeline
 * @param remaining calls left in the tightest of the instance's budgets
 */
record StatusPage(
        List<String> ids,
        List<Change> changes,
        @Nullable String older,
        @Nullable String etag,
        boolean complete,
        Hints hints,
        long remaining) {

    /** Vanilla ids grow in length, then as text. */
    static final Comparator<String> BY_AGE =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    static List<String> ids(JsonNode statuses) {
        return statuses.valueStream()
                .map(status -> status.path("id").asText())
                .filter(id -> !id.isEmpty())
                .toList();
    }

    Optional<String> newest() {
        return ids.stream().max(BY_AGE);
    }

    Optional<String> oldest() {
        return ids.stream().min(BY_AGE);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Whether nothing can be missing between this page and what was read up to {@code head}. */
    boolean reaches(String head) {
        return oldest().map(oldest -> BY_AGE.compare(oldest, head) <= 0).orElse(true);
    }
}
