package dev.catchwater.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Accept-Encoding in few forms (RFC 9110 §12.5.3), so that answers that vary by it have few variants: which of the codings
 * that are in use are accepted, in one order, without weights.
 */
final class Codings {
    /** The better ones first; nobody answers in others any more. */
    private static final List<String> USED = List.of("zstd", "br", "gzip");

    /** Known, and as good as not named. */
    private static final List<String> IGNORED = List.of("deflate", "compress", "x-compress", "identity");

    private static final int MAX_CHARS = 512;

    private Codings() {}

    /** The one form of it; empty if it names what nobody knows, which is left to the origin. */
    static Optional<String> normalised(String accepted) {
        Map<String, Boolean> named = new HashMap<>();
        if (accepted.length() > MAX_CHARS) {
            return Optional.of("identity");
        }
        for (String member : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = member.split(";", 2);
            String coding = parts[0].strip().replace("x-gzip", "gzip");
            if (coding.isEmpty()) {
                continue;
            }
            if (!USED.contains(coding) && !IGNORED.contains(coding) && !coding.equals("*")) {
                return Optional.empty();
            }
            named.put(coding, parts.length < 2 || !isZero(parts[1]));
        }
        List<String> wanted = new ArrayList<>();
        for (String coding : USED) {
            if (named.getOrDefault(coding, named.getOrDefault("*", false))) {
                wanted.add(coding);
            }
        }
        return Optional.of(wanted.isEmpty() ? "identity" : String.join(", ", wanted));
    }

    /** RFC 9110 §12.4.2: a weight of 0 is "not acceptable". */
    private static boolean isZero(String parameter) {
        return parameter.replace(" ", "").matches("q=0(\\.0*)?");
    }
}
