package dev.catchwater.sandbox.mastodon;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The {@code Link} header of a page (RFC 8288), its parameters in order of their names as Rails sorts them. */
final class Links {

    private static final Set<String> KEPT =
            Set.of("limit", "local", "remote", "only_media", "exclude_replies", "exclude_reblogs", "pinned", "tagged");

    private Links() {}

    /**
     * @param next whether an older page may follow
     * @param page not empty
     */
    static String of(String url, MultiMap params, List<Status> page, boolean next) {
        String newer = "<" + with(url, params, "min_id", page.getFirst().id()) + ">; rel=\"prev\"";
        return next ? "<" + with(url, params, "max_id", page.getLast().id()) + ">; rel=\"next\", " + newer : newer;
    }

    private static String with(String url, MultiMap params, String name, long id) {
        Map<String, String> all = new TreeMap<>();
        for (String kept : KEPT) {
            if (params.contains(kept)) {
                all.put(kept, params.get(kept));
            }
        }
        all.put(name, Long.toString(id));
        return url + "?"
                + all.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
