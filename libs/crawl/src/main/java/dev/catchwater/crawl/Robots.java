package dev.catchwater.crawl;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a host's robots.txt says to one crawler (RFC 9309): the longest matching rule decides, allow wins ties, groups for
 * the same crawler count together.
 */
public final class Robots {

    /** RFC 9309 §2.5: at least 500 KiB are parsed; we cut after them. */
    public static final int LONGEST = 512 * 1024;

    /** Nothing is forbidden: there is no robots.txt (§2.3.1.3). */
    public static final Robots ALLOW_ALL = new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));

    /** Everything is forbidden: it could not be read (§2.3.1.4). */
    public static final Robots DENY_ALL = new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE));

    // The token is letters, hyphens and underscores (§2.2.1); what a crawler calls itself otherwise is not compared.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_-]+");
    private static final int MOST_SITEMAPS = 100;
    private static final long LONGEST_DELAY_MILLIS = Duration.ofDays(1).toMillis();

    private final BaseRobotRules rules;
    private final @Nullable Instant notBefore;

    private Robots(BaseRobotRules rules) {
        this(rules, null);
    }

    private Robots(BaseRobotRules rules, @Nullable Instant notBefore) {
        this.rules = rules;
        this.notBefore = notBefore;
    }

    Robots notBefore(@Nullable Instant moment) {
        return new Robots(rules, moment);
    }

    /** The moment before which the host wants no request at all, as it answered when its file was asked for; null if it did not. */
    public @Nullable Instant notBefore() {
        return notBefore;
    }

    /**
     * Reads a robots.txt.
     *
     * @param bytes of the file; what is longer than {@link #LONGEST} is cut
     * @param address where it was
     * @param token the crawler's product token
     */
    public static Robots parse(byte[] bytes, URI address, String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("a product token has letters, - and _ (RFC 9309 §2.2.1): " + token);
        }
        byte[] bounded = bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
        // A parser of its own each time: it keeps state while it parses.
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser(LONGEST_DELAY_MILLIS, 100);
        parser.setExactUserAgentMatching(true);
        return new Robots(parser.parseContent(
                address.toString(), bounded, "text/plain", List.of(token.toLowerCase(Locale.ROOT))));
    }

    /** Whether this address may be asked. */
    public boolean allows(URI address) {
        return rules.isAllowed(address.toString());
    }

    /** The pause between requests that it asks for; not of the RFC, but obeyed. At most a day. */
    public Optional<Duration> crawlDelay() {
        long millis = rules.getCrawlDelay();
        return millis == BaseRobotRules.UNSET_CRAWL_DELAY || millis <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.min(millis, LONGEST_DELAY_MILLIS)));
    }

    /** The sitemaps that it names, at most a hundred. */
    public List<URI> sitemaps() {
        return rules.getSitemaps().stream()
                .limit(MOST_SITEMAPS)
                .flatMap(text -> CanonicalUrl.of(text).stream())
                .toList();
    }
}
