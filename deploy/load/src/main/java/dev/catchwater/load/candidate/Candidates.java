package dev.catchwater.load.candidate;

import dev.catchwater.load.Options;
import java.util.List;

/** All there are. */
public final class Candidates {
    /** The one that the others are measured against. */
    public static final String EDGE = "edge";

    /** The one it has to be better than. */
    public static final String NGINX = "nginx";

    /** The edge with classes that were loaded and linked before. */
    public static final String RECORDED = "edge-recorded";

    private static final List<Candidate> ALL = List.of(
            edge(EDGE),
            new Nginx(),
            new NginxStatic(),
            new Varnish(false),
            new Varnish(true),
            new RawVertx(),
            new QuarkusRoute(),
            new Haproxy(),
            new Squid(),
            new TrafficServer());

    private Candidates() {}

    /** The edge with more flags for its JVM. */
    public static Candidate edge(String name, String... flags) {
        return new Edge(name, List.of(flags));
    }

    /** Those that {@code peers=} names, in this order, or else these. */
    public static List<Candidate> chosen(Options options, String orElse) {
        List<String> names = List.of(options.text("peers", orElse).split(",", -1));
        return names.stream().map(Candidates::named).toList();
    }

    private static Candidate named(String name) {
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such server: " + name));
    }
}
