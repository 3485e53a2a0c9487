package dev.catchwater.fairlead.page;

import java.util.Set;

/**
 * How far pages are followed.
 *
 * @param maxPages pages; one more fails
 * @param maxItems items in all, where pages are read as items; one more fails
 * @param otherOrigins origins besides the first page's that pages may be at, e.g. {@code https://example.org:443};
 *     what authenticates the request is not sent there
 */
public record PagePolicy(int maxPages, long maxItems, Set<String> otherOrigins) {
    /** 1,000 pages, a million items, one origin. */
    public static final PagePolicy DEFAULT = new PagePolicy(1_000, 1_000_000, Set.of());

    public PagePolicy {
        if (maxPages < 1 || maxItems < 1) {
            throw new IllegalArgumentException("at least one page and one item");
        }
        otherOrigins = Set.copyOf(otherOrigins);
    }

    public PagePolicy withMaxPages(int pages) {
        return new PagePolicy(pages, maxItems, otherOrigins);
    }

    public PagePolicy withMaxItems(long items) {
        return new PagePolicy(maxPages, items, otherOrigins);
    }

    public PagePolicy withOtherOrigins(Set<String> origins) {
        return new PagePolicy(maxPages, maxItems, origins);
    }
}
