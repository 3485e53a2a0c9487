package dev.catchwater.aggregator.source.mastodon;

import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.CanonicalUrl;
import dev.catchwater.aggregator.post.Platform;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A timeline by the address its readers know it by: {@code https://host/public}, {@code /public/local},
 * {@code /tags/java}, {@code /@user}, {@code /home}; the bare instance means its public timeline.
 *
 * @param base the instance, without a slash at the end; it may carry a path
 * @param timeline the part after it
 */
record TimelineAddress(String base, String timeline) {

    private static final Pattern TIMELINE = Pattern.compile(
            "(?<base>.*?)/(?<timeline>public(?:/local|/remote)?|home|tags/[^/]{1,200}|@[^/@]{1,100}(?:@[^/@]{1,200})?)/?");

    static TimelineAddress parse(URI url) {
        URI canonical = CanonicalUrl.of(url.toString())
                .orElseThrow(() -> new SourceFailure.BadAddress("This is no http or https address.").asException());
        String origin = canonical.getScheme() + "://" + canonical.getRawAuthority();
        Matcher matcher = TIMELINE.matcher(canonical.getPath());
        if (matcher.matches()) {
            String timeline = matcher.group("timeline");
            return new TimelineAddress(
                    origin + matcher.group("base"),
                    timeline.startsWith("tags/") ? timeline.toLowerCase(Locale.ROOT) : timeline);
        }
        return new TimelineAddress(origin + canonical.getPath().replaceFirst("/+$", ""), "public");
    }

    static TimelineAddress of(SourceKey key) {
        return new TimelineAddress(key.host(), key.timeline());
    }

    SourceKey key() {
        return new SourceKey(Platform.MASTODON, base, timeline);
    }

    /** Where people read it. */
    URI url() {
        int slash = timeline.indexOf('/');
        return URI.create(base + "/"
                + (timeline.startsWith("tags/") ? "tags/" + encoded(timeline.substring(slash + 1)) : timeline));
    }

    /** The account, if the timeline is one account's. */
    Optional<String> account() {
        return timeline.startsWith("@") ? Optional.of(timeline.substring(1)) : Optional.empty();
    }

    /** Path and query of the timeline's pages, but for an account's, which needs its id. */
    String pages() {
        return switch (timeline) {
            case "home" -> "/api/v1/timelines/home?";
            case "public" -> "/api/v1/timelines/public?";
            case "public/local" -> "/api/v1/timelines/public?local=true&";
            case "public/remote" -> "/api/v1/timelines/public?remote=true&";
            default -> "/api/v1/timelines/tag/" + encoded(tag()) + "?";
        };
    }

    /** Path and query of the timeline's stream; accounts have none. */
    Optional<String> stream() {
        return switch (timeline) {
            case "home" -> Optional.of("/api/v1/streaming/user");
            case "public", "public/local", "public/remote" -> Optional.of("/api/v1/streaming/" + timeline);
            default ->
                timeline.startsWith("tags/")
                        ? Optional.of("/api/v1/streaming/hashtag?tag=" + encoded(tag()))
                        : Optional.empty();
        };
    }

    /** What to call it. */
    String title(String instance) {
        return switch (timeline) {
            case "home" -> instance + ": home";
            case "public" -> instance;
            case "public/local" -> instance + ": local";
            case "public/remote" -> instance + ": remote";
            default -> timeline.startsWith("tags/") ? "#" + tag() + " on " + instance : timeline + " on " + instance;
        };
    }

    private String tag() {
        return timeline.substring("tags/".length());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
