package dev.catchwater.sandbox.mastodon;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for (docs.joinmastodon.org/api/guidelines/#pagination): below {@code max_id}; the newest above
 * {@code since_id}; the one directly above {@code min_id}. Ids that are no numbers count as 0, as Rails reads them.
 */
record Paging(
        @Nullable Long maxId,
        @Nullable Long sinceId,
        @Nullable Long minId,
        int limit) {

    private static final int USUAL = 20;
    private static final int MOST = 40;

    static Paging of(MultiMap params) {
        String limit = params.get("limit");
        int wanted = limit == null ? USUAL : (int) Math.min(MOST, Math.abs(number(limit)));
        return new Paging(id(params, "max_id"), id(params, "since_id"), id(params, "min_id"), wanted);
    }

    /** Whether a page other than the first is asked for. */
    static boolean asked(MultiMap params) {
        return params.contains("max_id") || params.contains("since_id") || params.contains("min_id");
    }

    /** The page, newest first. */
    List<Status> page(NavigableMap<Long, Status> all, Predicate<Status> shown) {
        NavigableMap<Long, Status> view = all;
        if (maxId != null) {
            view = view.headMap(maxId, false);
        }
        Long above = minId != null ? minId : sinceId;
        if (above != null) {
            view = maxId != null && above >= maxId ? new TreeMap<>() : view.tailMap(above, false);
        }
        boolean upward = minId != null;
        var page = new ArrayList<Status>();
        for (Status status : (upward ? view : view.descendingMap()).values()) {
            if (page.size() == limit) {
                break;
            }
            if (shown.test(status)) {
                page.add(status);
            }
        }
        return upward ? page.reversed() : page;
    }

    private static @Nullable Long id(MultiMap params, String name) {
        String value = params.get(name);
        return value == null ? null : number(value);
    }

    private static long number(String text) {
        String digits = text.strip().replaceAll("^(-?\\d{0,18}).*$", "$1");
        return digits.isEmpty() || digits.equals("-") ? 0 : Long.parseLong(digits);
    }
}
