package dev.catchwater.edge.purge;

import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Says by hand what a purge covers: the oracle for the hashes. */
public final class Covering {
    private Covering() {}

    public static boolean covers(Purge purge, PrimaryKey key, Set<String> tags) {
        URI uri = URI.create(key.target().value());
        return switch (purge) {
            case Purge.All all -> true;
            case Purge.Tag tag -> tags.contains(tag.name());
            case Purge.Host host -> host.name().equals(uri.getHost());
            case Purge.Uri one -> place(URI.create(one.target().value())).equals(place(uri));
            case Purge.Prefix prefix ->
                prefix.host().equals(uri.getHost())
                        && starts(Arrays.asList(uri.getRawPath().substring(1).split("/", -1)), prefix.segments());
        };
    }

    private static String place(URI uri) {
        return uri.getHost() + uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static boolean starts(List<String> path, List<String> segments) {
        return path.size() >= segments.size()
                && path.subList(0, segments.size()).equals(segments);
    }
}
