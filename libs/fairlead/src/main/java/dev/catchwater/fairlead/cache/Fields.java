package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which header fields are stored, and how a newer response changes them (RFC 9111 §3.1, §3.2). */
final class Fields {
    /** RFC 9111 §3.1, RFC 9110 §7.6.1: they belong to one connection or one proxy. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** RFC 9111 §3.2: they say how the content is held, which a 304 does not change. */
    private static final Set<String> HELD = Set.of(
            "content-encoding", "content-length", "content-range", "content-md5", "content-digest", "repr-digest");

    private Fields() {}

    /** The fields of a response that may be stored; with a Date that can be read (RFC 9110 §6.6.1). */
    static Headers storable(OriginResponse response, CachePolicy policy) {
        Set<String> omitted = omitted(response.headers(), policy);
        Headers kept = only(response.headers(), name -> !omitted.contains(name));
        boolean dated = kept.first("Date")
                .flatMap(date -> HttpDate.parse(date, response.responseTime()))
                .isPresent();
        return dated ? kept : kept.with("Date", HttpDate.format(response.responseTime()));
    }

    /** The stored fields after a newer response for the same representation. */
    static Headers updated(Headers stored, OriginResponse newer, CachePolicy policy) {
        Headers update = only(storable(newer, policy), name -> !HELD.contains(name));
        Set<String> replaced = new TreeSet<>();
        update.forEach((name, value) -> replaced.add(name.toLowerCase(Locale.ROOT)));
        // The old Age was measured from the old answer.
        replaced.add("age");
        List<String> lines = new ArrayList<>();
        only(stored, name -> !replaced.contains(name)).forEach((name, value) -> add(lines, name, value));
        update.forEach((name, value) -> add(lines, name, value));
        Headers merged = Headers.received(lines.toArray(String[]::new));
        Set<String> omitted = omitted(merged, policy);
        return only(merged, name -> !omitted.contains(name));
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add(name);
        lines.add(value);
    }

    /**
     * The fields that a validation brought for its own client alone.
     *
     * @param merged the stored fields after it, which name them where it does not say anything itself
     */
    static Headers passing(Headers response, Headers merged, CachePolicy policy) {
        Set<String> named = named(response, policy);
        named.addAll(named(merged, policy));
        Set<String> connection = ofConnection(response);
        return only(response, name -> named.contains(name) && !connection.contains(name));
    }

    private static Set<String> omitted(Headers response, CachePolicy policy) {
        Set<String> names = ofConnection(response);
        names.addAll(named(response, policy));
        // A list that names these must not make a response immortal, or blind to who may see it.
        names.removeAll(Set.of("cache-control", "date", "age", "expires", "vary"));
        return names;
    }

    private static Set<String> ofConnection(Headers response) {
        Set<String> names = new TreeSet<>(HOP_BY_HOP);
        response.all("Connection").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .forEach(names::add);
        return names;
    }

    /** RFC 9111 §5.2.2.4, §5.2.2.7: not to be used again without validation, or by others. */
    private static Set<String> named(Headers response, CachePolicy policy) {
        Directives directives = Control.of(response, policy).directives();
        Set<String> names = new TreeSet<>(directives.fieldsOf("no-cache"));
        if (policy.isShared()) {
            names.addAll(directives.fieldsOf("private"));
        }
        return names;
    }

    static Headers only(Headers headers, Predicate<String> kept) {
        List<String> lines = new ArrayList<>(headers.size() * 2);
        headers.forEach((name, value) -> {
            if (kept.test(name.toLowerCase(Locale.ROOT))) {
                add(lines, name, value);
            }
        });
        return Headers.received(lines.toArray(String[]::new));
    }
}
