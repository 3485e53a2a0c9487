package dev.catchwater.edge.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a route's content is, and the terms that fit it where the operator names no others.
 *
 * @param name in the file
 */
public record Kind(String name, KeyPolicy key, Lifetimes lifetimes, Compression compression, Limits limits) {
    /** Nothing is decided that RFC 9111 leaves to the origin. */
    public static final Kind PLAIN =
            new Kind("plain", KeyPolicy.DEFAULT, Lifetimes.DEFAULT, Compression.OFF, Limits.DEFAULT);

    /** Files that look the same to everybody: cookies are dropped, text is compressed, what is not there is remembered. */
    public static final Kind STATIC = new Kind(
            "static",
            cookies(KeyPolicy.OtherCookies.DROP),
            terms(Optional.empty(), Map.of(404, seconds(10), 410, seconds(60)), true, seconds(60), Duration.ofDays(1)),
            Compression.OF_TEXT,
            Limits.DEFAULT);

    /** Pages: those without cookies are kept for a second where the origin says nothing (micro-caching). */
    public static final Kind PAGE = new Kind(
            "page",
            cookies(KeyPolicy.OtherCookies.BYPASS),
            terms(Optional.of(seconds(1)), Map.of(), false, seconds(1), seconds(60)),
            Compression.OF_TEXT,
            Limits.DEFAULT);

    /** Large files that are read in parts: nothing is compressed, and longer ones are kept. */
    public static final Kind MEDIA = new Kind(
            "media",
            cookies(KeyPolicy.OtherCookies.DROP),
            terms(Optional.empty(), Map.of(404, seconds(10), 410, seconds(60)), true, seconds(60), Duration.ofDays(1)),
            Compression.OFF,
            new Limits(Limits.DEFAULT.requestBody(), 16L << 30));

    /** Answers of programs: nothing is kept without being told so, but that there is nothing. */
    public static final Kind API = new Kind(
            "api",
            KeyPolicy.DEFAULT,
            terms(Optional.empty(), Map.of(404, seconds(1), 410, seconds(60)), false, Duration.ZERO, Duration.ZERO),
            Compression.OF_TEXT,
            Limits.DEFAULT);

    /** All there are. */
    public static final List<Kind> ALL = List.of(PLAIN, STATIC, PAGE, MEDIA, API);

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static KeyPolicy cookies(KeyPolicy.OtherCookies others) {
        return new KeyPolicy(Query.ALL, List.of(), Set.of(), others);
    }

    private static Lifetimes terms(
            Optional<Duration> silent,
            Map<Integer, Duration> negative,
            boolean heuristic,
            Duration staleWhileRevalidate,
            Duration staleIfError) {
        return new Lifetimes(
                Optional.empty(),
                silent,
                negative,
                Lifetimes.DEFAULT.most(),
                heuristic,
                Set.of(),
                Lifetimes.SetCookie.PASS,
                staleWhileRevalidate,
                staleIfError,
                staleIfError,
                true);
    }
}
