package dev.catchwater.edge.setup.file;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Single values: units in the text, bounds, and what to write instead. */
final class Values {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile(
            "(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*|\\[[0-9a-f:.]+]");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);

    private Values() {}

    /** How long, between bounds. */
    static BiFunction<ScalarNode, Faults, Optional<Duration>> time(Duration least, Duration most) {
        return (node, faults) -> {
            Optional<Duration> read = amount(node, MILLIS).map(Duration::ofMillis);
            if (read.isEmpty()) {
                return faults.none(node, quoted(node) + " is no time; write one like 500ms, 10s, 5m, 2h or 30d");
            }
            return read.filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0)
                    .or(() -> faults.none(
                            node,
                            quoted(node) + " is out of bounds; it is between " + text(least) + " and " + text(most)));
        };
    }

    /** How many bytes, between bounds. */
    static BiFunction<ScalarNode, Faults, Optional<Long>> bytes(long least, long most) {
        return (node, faults) -> {
            Optional<Long> read = amount(node, BYTES);
            if (read.isEmpty()) {
                return faults.none(node, quoted(node) + " is no size; write one like 512, 64KiB, 10MiB or 1GiB");
            }
            return read.filter(bytes -> bytes >= least && bytes <= most)
                    .or(() -> faults.none(
                            node,
                            quoted(node) + " is out of bounds; it is between " + least + " and " + most + " bytes"));
        };
    }

    /** A number, between bounds. */
    static BiFunction<ScalarNode, Faults, Optional<Double>> number(double least, double most) {
        return (node, faults) -> {
            try {
                double number = Double.parseDouble(node.getValue());
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException none) {
                // said below
            }
            return faults.none(node, quoted(node) + " is no number between " + least + " and " + most);
        };
    }

    /** A whole number, between bounds. */
    static BiFunction<ScalarNode, Faults, Optional<Integer>> whole(int least, int most) {
        return (node, faults) -> {
            if (node.getValue().matches("\\d{1,9}")) {
                int number = Integer.parseInt(node.getValue());
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            return faults.none(node, quoted(node) + " is no whole number between " + least + " and " + most);
        };
    }

    static Optional<Boolean> flag(ScalarNode node, Faults faults) {
        return switch (node.getValue()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> faults.none(node, quoted(node) + " is neither true nor false");
        };
    }

    /** One of some words. */
    static <T> BiFunction<ScalarNode, Faults, Optional<T>> word(Map<String, T> known) {
        return (node, faults) -> Optional.ofNullable(known.get(node.getValue()))
                .or(() -> faults.none(
                        node, quoted(node) + " is unknown; " + Spelling.cure(node.getValue(), known.keySet())));
    }

    /** A name of the operator's own. */
    static Optional<String> name(ScalarNode node, Faults faults) {
        return NAME.matcher(node.getValue()).matches()
                ? Optional.of(node.getValue())
                : faults.none(node, quoted(node) + " is no name; use up to 64 letters, digits, \"-\", \"_\" and \".\"");
    }

    /** The name of a field, a cookie or a parameter. */
    static Optional<String> token(ScalarNode node, Faults faults) {
        return TOKEN.matcher(node.getValue()).matches()
                ? Optional.of(node.getValue())
                : faults.none(node, quoted(node) + " cannot be such a name (RFC 9110 §5.6.2)");
    }

    /** A field's value. */
    static Optional<String> text(ScalarNode node, Faults faults) {
        return node.getValue().length() <= 4_096 && node.getValue().chars().allMatch(c -> c >= ' ' && c < 0x7f)
                ? Optional.of(node.getValue())
                : faults.none(node, "a value has up to 4096 printable ASCII characters");
    }

    static Optional<String> host(ScalarNode node, Faults faults) {
        String host = node.getValue().toLowerCase(Locale.ROOT);
        return host.length() <= 255 && HOST.matcher(host).matches()
                ? Optional.of(host)
                : faults.none(
                        node,
                        quoted(node)
                                + " is no host; write a name without port, or \"*.example.org\" for all below one");
    }

    /** An origin: where it is, and nothing else. */
    static Optional<URI> origin(ScalarNode node, Faults faults) {
        try {
            URI uri = URI.create(node.getValue());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = (uri.getRawPath() == null || uri.getRawPath().matches("/?"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if (http && bare && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535) {
                return Optional.of(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
            }
        } catch (IllegalArgumentException none) {
            // said below
        }
        return faults.none(
                node, "this is no origin; write http:// or https://, a host and maybe a port, and nothing after it");
    }

    private static Optional<Long> amount(ScalarNode node, Map<String, Long> units) {
        Matcher parts = AMOUNT.matcher(node.getValue().strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        Long unit = number == 0 && parts.group(2).isEmpty()
                ? Long.valueOf(1)
                : units.get(parts.group(2).toLowerCase(Locale.ROOT));
        return unit == null || number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
    }

    private static String quoted(ScalarNode node) {
        String value = node.getValue();
        return "\"" + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + "\"";
    }

    private static String text(Duration time) {
        return time.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT);
    }
}
