package dev.catchwater.edge.coding;

import dev.catchwater.edge.route.Compression.Coding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accept-Encoding (RFC 9110 §12.5.3), as far as it is about the codings that are made here. */
public final class Accepted {
    private static final int MAX_CHARS = 512;
    private static final Pattern WEIGHT = Pattern.compile("\\s*q\\s*=\\s*([01](?:\\.(\\d{0,3}))?)\\s*");
    private static final int FULL = 1_000;

    /** Nothing but the content as it is. */
    private static final Accepted NOTHING = new Accepted(Map.of());

    /** In thousandths, by coding in lower case. */
    private final Map<String, Integer> weights;

    private Accepted(Map<String, Integer> weights) {
        this.weights = weights;
    }

    /**
     * Reads the field.
     *
     * @param lines its values; none, or too many characters: nobody who does not ask is sent a coding
     */
    public static Accepted of(List<String> lines) {
        if (lines.isEmpty() || lines.stream().mapToInt(String::length).sum() > MAX_CHARS) {
            return NOTHING;
        }
        Map<String, Integer> weights = new HashMap<>();
        for (String member : String.join(",", lines).toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = member.split(";", 2);
            String coding = parts[0].strip();
            weights.put(coding.equals("x-gzip") ? "gzip" : coding, parts.length < 2 ? FULL : weight(parts[1]));
        }
        return new Accepted(weights);
    }

    /** What cannot be read is not acceptable: content as it is suits everybody. */
    private static int weight(String parameter) {
        Matcher weight = WEIGHT.matcher(parameter);
        return weight.matches() ? (int) Math.min(FULL, Math.round(Double.parseDouble(weight.group(1)) * FULL)) : 0;
    }

    /**
     * Those that may be sent, the client's favourites first, in the given order where it has none; without those that it
     * wants less than the content as it is.
     */
    public List<Coding> among(List<Coding> offered) {
        int plain = weights.getOrDefault("identity", 0);
        return offered.stream()
                .filter(coding -> of(coding) > 0 && of(coding) >= plain)
                .sorted(Comparator.comparingInt((Coding coding) -> -of(coding)))
                .toList();
    }

    private int of(Coding coding) {
        return weights.getOrDefault(coding.token(), weights.getOrDefault("*", 0));
    }
}
