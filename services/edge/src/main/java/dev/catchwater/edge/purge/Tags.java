package dev.catchwater.edge.purge;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** By which purges a stored response can be meant: 64 bits for each. */
public final class Tags {
    /** The most names that one response may give itself. */
    public static final int MAX = 1_024;

    private final long[] hashes;

    private Tags(long[] hashes) {
        this.hashes = hashes;
    }

    /** Empty if it names more tags than are kept: such a response is not to be stored, for a purge would miss it. */
    public static Optional<Tags> of(PrimaryKey key, StoredResponse response) {
        long[] named = named(response);
        return named.length > MAX
                ? Optional.empty()
                : Optional.of(new Tags(LongStream.concat(Arrays.stream(placed(key)), Arrays.stream(named))
                        .toArray()));
    }

    private static long[] named(StoredResponse response) {
        var names = LongStream.builder();
        for (String line : response.headers().all("Surrogate-Key")) {
            addAll(names, line.split("[ \t]+"));
        }
        for (String line : response.headers().all("Cache-Tag")) {
            addAll(names, line.split(","));
        }
        response.groups().forEach(group -> addAll(names, group));
        return names.build().distinct().limit(MAX + 1L).toArray();
    }

    private static void addAll(LongStream.Builder names, String... found) {
        for (String name : found) {
            if (!name.isBlank()) {
                names.add(tag(name));
            }
        }
    }

    static long tag(String name) {
        return Hash.of('t', name.strip());
    }

    /** Of the place: its host, its target, and each prefix of its path. */
    private static long[] placed(PrimaryKey key) {
        String target = key.target().value();
        int slash = target.indexOf('/', target.indexOf("//") + 2);
        String host = host(key);
        int query = target.indexOf('?', slash);
        String path = target.substring(slash, query < 0 ? target.length() : query);
        var places = LongStream.builder();
        places.add(Hash.of('h', host));
        places.add(uri(key));
        long prefix = Hash.add(Hash.of('p'), host, 0, host.length());
        int from = 0;
        for (int depth = 0; depth < Purge.Prefix.MAX_DEPTH && from < path.length(); depth++) {
            int next = path.indexOf('/', from + 1);
            int to = next < 0 ? path.length() : next;
            prefix = Hash.add(prefix, path, from, to);
            places.add(Hash.end(prefix));
            from = to;
        }
        return places.build().toArray();
    }

    static long uri(PrimaryKey key) {
        String target = key.target().value();
        int slash = target.indexOf('/', target.indexOf("//") + 2);
        String host = host(key);
        return Hash.end(Hash.add(Hash.add(Hash.of('u'), host, 0, host.length()), target, slash, target.length()));
    }

    static long prefix(Purge.Prefix prefix) {
        return Hash.of('p', prefix.host() + "/" + String.join("/", prefix.segments()));
    }

    /** Without scheme and port; brackets of an address stay. */
    private static String host(PrimaryKey key) {
        String authority = key.origin().substring(key.origin().indexOf("//") + 2);
        return bare(authority.substring(0, authority.lastIndexOf(':')));
    }

    /** In lower case, and without the dot that a full name may end with. */
    static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    long[] hashes() {
        return hashes;
    }

    /** How many there are. */
    public int size() {
        return hashes.length;
    }
}
