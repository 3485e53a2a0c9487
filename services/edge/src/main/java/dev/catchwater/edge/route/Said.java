package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a response says of its own caching, as far as an operator's terms have to heed it.
 *
 * @param members of CDN-Cache-Control if it is there (RFC 9213), else of Cache-Control
 * @param names of the directives of both in lower case; {@code no-cache} and {@code private} only where they are about the
 *     whole response
 */
record Said(List<String> members, Set<String> names, boolean expires) {
    private static final Set<String> LIFETIMES = Set.of("max-age", "s-maxage");

    static Said of(Headers response) {
        List<String> own = members(response.all("Cache-Control"));
        List<String> targeted = members(response.all("CDN-Cache-Control"));
        Set<String> names = Stream.concat(own.stream(), targeted.stream())
                .filter(member -> !isAboutFields(member))
                .map(Said::name)
                .collect(Collectors.toUnmodifiableSet());
        return new Said(targeted.isEmpty() ? own : targeted, names, response.contains("Expires"));
    }

    boolean aLifetime() {
        return expires || names.stream().anyMatch(LIFETIMES::contains);
    }

    /** The same with another lifetime, and without some directives; who else may see it stays as it is. */
    String with(long seconds, Set<String> without) {
        boolean shared = members.stream().anyMatch(member -> name(member).equals("s-maxage"));
        Stream<String> kept =
                members.stream().filter(member -> !LIFETIMES.contains(name(member)) && !without.contains(name(member)));
        return Stream.concat(kept, Stream.of((shared ? "s-maxage=" : "max-age=") + seconds))
                .collect(Collectors.joining(", "));
    }

    private static boolean isAboutFields(String member) {
        String name = name(member);
        return (name.equals("no-cache") || name.equals("private")) && member.indexOf('=') >= 0;
    }

    private static String name(String member) {
        int equals = member.indexOf('=');
        return (equals < 0 ? member : member.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    }

    /** Parted at commas outside of quotes. */
    private static List<String> members(List<String> lines) {
        List<String> members = new ArrayList<>();
        for (String line : lines) {
            int from = 0;
            boolean quoted = false;
            for (int i = 0; i <= line.length(); i++) {
                if (i == line.length() || (line.charAt(i) == ',' && !quoted)) {
                    add(members, line.substring(from, i));
                    from = i + 1;
                } else if (line.charAt(i) == '"') {
                    quoted = !quoted;
                } else if (line.charAt(i) == '\\' && quoted) {
                    i++;
                }
            }
        }
        return members;
    }

    private static void add(List<String> members, String member) {
        if (!member.isBlank()) {
            members.add(member.strip());
        }
    }
}
