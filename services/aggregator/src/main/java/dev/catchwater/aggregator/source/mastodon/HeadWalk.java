package dev.catchwater.aggregator.source.mastodon;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.FetchResult;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.schedule.Hints;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is new in a timeline without leaving a gap. The newest page comes first: it holds what has been edited
 * lately, and mostly reaches down to what we have. If it does not, we walk up from there with {@code min_id}, which gives
 * the page directly above ({@code since_id} would give the newest and skip what is between).
 */
final class HeadWalk {

    /** The most an instance gives at once. */
    private static final int LIMIT = 40;

    private static final int MAX_PAGES = 10;

    /** Before every id. */
    private static final String BEGINNING = "0";

    private final MastodonApi api;
    private final String base;
    private final String pages;
    private final int firstPages;
    private final Allowance allowance;

    /** @param firstPages how far back to go on a first visit */
    HeadWalk(MastodonApi api, String base, String pages, int firstPages, Allowance allowance) {
        this.api = api;
        this.base = base;
        this.pages = pages;
        this.firstPages = firstPages;
        this.allowance = allowance;
    }

    Uni<FetchResult> from(Source.Memory memory) {
        return api.page(base, base + pages + "limit=" + LIMIT, memory.head() == null ? null : memory.etag(), allowance)
                .flatMap(answer -> answer.isEmpty()
                        ? Uni.createFrom().item(new FetchResult.Unchanged(memory, Hints.NONE))
                        : above(memory, answer.get()));
    }

    private Uni<FetchResult> above(Source.Memory memory, StatusPage newest) {
        String head = memory.head();
        if (newest.isEmpty() && newest.complete() && head == null) {
            // All that will be written here is news to us: without a mark the next visit would be a first one again.
            return Uni.createFrom().item(result(newest, List.of(), Optional.of(BEGINNING), newest.etag(), false));
        }
        if (newest.isEmpty() || !newest.complete()) {
            return Uni.createFrom().item(new FetchResult.Unchanged(memory, newest.hints()));
        }
        if (head == null) {
            return below(newest, new ArrayList<>(newest.changes()), newest.older(), 1);
        }
        return newest.reaches(head)
                ? Uni.createFrom().item(result(newest, newest.changes(), newest.newest(), newest.etag(), false))
                : walk(newest, head, new ArrayList<>(), 1);
    }

    /** A first visit: some pages of the past, so that the timeline does not begin empty. */
    private Uni<FetchResult> below(StatusPage newest, List<Change> found, @Nullable String older, int read) {
        if (older == null || read >= firstPages || newest.remaining() <= read) {
            return Uni.createFrom().item(result(newest, found, newest.newest(), newest.etag(), false));
        }
        return api.page(base, older, null, allowance).flatMap(answer -> {
            Optional<StatusPage> page = answer.filter(some -> !some.isEmpty());
            page.ifPresent(some -> found.addAll(some.changes()));
            return below(newest, found, page.map(StatusPage::older).orElse(null), read + 1);
        });
    }

    private Uni<FetchResult> walk(StatusPage newest, String head, List<Change> found, int read) {
        String url = base + pages + "limit=" + LIMIT + "&min_id=" + head;
        return api.page(base, url, null, allowance).flatMap(answer -> {
            StatusPage page = answer.filter(some -> !some.isEmpty()).orElse(null);
            if (page == null) {
                found.addAll(0, newest.changes());
                return Uni.createFrom().item(result(newest, found, newest.newest(), newest.etag(), false));
            }
            found.addAll(0, page.changes());
            String reached = page.newest().orElse(head);
            if (newest.reaches(reached)) {
                found.addAll(0, newest.changes());
                return Uni.createFrom().item(result(newest, found, newest.newest(), newest.etag(), false));
            }
            if (read >= MAX_PAGES || page.remaining() == 0 || StatusPage.BY_AGE.compare(reached, head) <= 0) {
                // The newest page is left for next time: the mark must not jump over what lies between.
                return Uni.createFrom().item(result(page, found, Optional.of(reached), null, true));
            }
            return walk(newest, reached, found, read + 1);
        });
    }

    private static FetchResult result(
            StatusPage last, List<Change> newestFirst, Optional<String> head, @Nullable String etag, boolean more) {
        return new FetchResult.Fetched(
                null,
                null,
                newestFirst.reversed(),
                new Source.Memory(etag, null, head.orElse(null)),
                last.hints(),
                more);
    }
}
