package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The secondary key (RFC 9111 §4.1): the request's fields that the response nominates. Lines of one field are joined
 * and spaces around commas dropped; languages and codings are compared without case and in the order of their weights.
 */
final class Vary {
    /** Request fields together that are kept with a response; an answer that depends on more is not stored. */
    static final int MAX_CHARS = 8 * 1024;

    /** Each name costs a look at the request, for every stored variant. */
    static final int MAX_NAMES = 64;

    private static final Set<String> WEIGHTED = Set.of("accept-encoding", "accept-language");

    private Vary() {}

    /** The nominated names in lower case, each once; {@code *} among them matches nothing. */
    static Set<String> names(Headers response) {
        return response.all("Vary").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The request's nominated fields, to be stored with the response. */
    static Headers selecting(Headers response, Headers request) {
        List<String> lines = new ArrayList<>();
        for (String name : names(response)) {
            normalised(request, name).ifPresent(value -> {
                lines.add(name);
                lines.add(value);
            });
        }
        return Headers.received(lines.toArray(String[]::new));
    }

    /** Whether a response depends on no more than is kept. */
    static boolean fits(Headers response, Headers selecting) {
        int[] chars = {0};
        selecting.forEach((name, value) -> chars[0] += name.length() + value.length());
        return chars[0] <= MAX_CHARS && names(response).size() <= MAX_NAMES;
    }

    static boolean matches(StoredResponse stored, Headers request, CachePolicy policy) {
        return stored.metadata().selection().matches(request, policy);
    }

    static Optional<String> normalised(Headers request, String name) {
        List<String> lines = request.all(name);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String joined = lines.size() == 1 ? lines.getFirst() : String.join(",", lines);
        if (joined.indexOf('"') >= 0) {
            // Within quotes every space counts.
            return Optional.of(joined.strip());
        }
        List<String> members =
                Arrays.stream(joined.split(",", -1)).map(String::strip).toList();
        return Optional.of(String.join(",", WEIGHTED.contains(name) ? byWeight(members) : members));
    }

    /** Whether there is one language that the request wants more than all others, and the content is in it. */
    static boolean prefers(Headers request, String name, String content) {
        List<String> members =
                byWeight(Arrays.stream(String.join(",", request.all(name)).split(",", -1))
                        .toList());
        if (members.isEmpty() || (members.size() > 1 && weight(members.get(0)) == weight(members.get(1)))) {
            return false;
        }
        String range = members.getFirst().split(";", 2)[0];
        String tag = content.strip().toLowerCase(Locale.ROOT);
        // Basic filtering (RFC 4647 §3.3.1); a weight of 0 wants none of it.
        return weight(members.getFirst()) > 0 && (tag.equals(range) || tag.startsWith(range + "-"));
    }

    /** RFC 9110 §12.5.4: no meaning can be relied on in the order of equal weights. */
    private static List<String> byWeight(List<String> members) {
        return members.stream()
                .map(member -> member.toLowerCase(Locale.ROOT).replace(" ", ""))
                .filter(member -> !member.isEmpty())
                .sorted(Comparator.comparingInt(Vary::weight).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** In thousandths; what has no readable weight has the full one. */
    private static int weight(String member) {
        int at = member.indexOf(";q=");
        String digits = at < 0 ? "1" : member.substring(at + 3);
        return digits.matches("[01](\\.\\d{0,3})?") ? (int) Math.round(Double.parseDouble(digits) * 1_000) : 1_000;
    }
}
