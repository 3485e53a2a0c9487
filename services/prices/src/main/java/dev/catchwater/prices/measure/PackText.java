package dev.catchwater.prices.measure;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what a pack holds from a title or a label: {@code 6 x 330 ml}, {@code 12er Pack 0,5 l}, {@code 3-pack 400g},
 * {@code 100 Stück}. Empty if it says nothing, or several things that differ.
 */
public final class PackText {

    private static final int LONGEST = 500;

    private static final String NUMBER = "(\\d{1,6}(?:[.,]\\d{1,4})?)";
    private static final String UNITS = Unit.spellings().stream()
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(", ")"));
    private static final String END = "(?![\\p{L}\\p{N}²³])";
    private static final Pattern CONTENT = flags("(?<![\\p{L}\\p{N}.,])(?:(\\d{1,5})\\s*[x×*]\\s*)?" + NUMBER + "\\s*-?"
            + UNITS + "\\.?" + END + "(?:\\s*[x×*]\\s*(\\d{1,5})(?![\\p{N}.,]*\\s*\\p{L}))?");
    /** A telephone's 5G is no weight. */
    private static final Pattern NETWORK = Pattern.compile("[2-6]G");

    private static final Pattern MULTIPACK = flags("(?<![\\p{L}\\p{N}.,])(?:"
            + "(?:pack|case|set|box|lot|packung|karton|confezione|paquete)\\s*(?:of|de|da|von|mit)\\s*(\\d{1,4})"
            + "|(\\d{1,4})\\s*-?\\s*(?:er|ks)?[\\s-]*(?:pack|packs|pk|packung|packungen|pak|flaschen|bottles|cans|dosen|tins)"
            + ")(?!\\p{L})");

    private PackText() {}

    private static Pattern flags(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** What the text says the pack is. */
    public static Optional<Pack> read(String title) {
        String text = (title.length() > LONGEST ? title.substring(0, LONGEST) : title)
                .replace('\u00A0', ' ')
                .replace('\u202F', ' ');
        Optional<Pack> content = content(text);
        int packs = multipack(text);
        if (content.isEmpty()) {
            return packs > 1 ? Optional.of(new Pack(packs, pieces(1))) : Optional.empty();
        }
        Pack one = content.get();
        return packs > 1 && one.count() == 1 ? one.times(packs) : content;
    }

    // Of a mass and a count (tea, 20 bags, 35 g) the mass is compared; of two masses (drained weight, "or") neither.
    private static Optional<Pack> content(String text) {
        Pack best = null;
        Matcher found = CONTENT.matcher(text);
        while (found.find()) {
            Optional<Pack> one = pack(found);
            if (one.isEmpty()) {
                continue;
            }
            Pack pack = one.get();
            if (best == null || rank(pack) < rank(best)) {
                best = pack;
            } else if (rank(pack) == rank(best) && !close(pack, best)) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean close(Pack one, Pack other) {
        double ratio = one.total().doubleValue() / other.total().doubleValue();
        return one.dimension() == other.dimension() && ratio > 0.97 && ratio < 1.03;
    }

    // Lengths are mostly sizes of the thing, not what is sold by the metre.
    private static int rank(Pack pack) {
        return switch (pack.dimension()) {
            case MASS, VOLUME -> 0;
            case COUNT -> 1;
            case AREA -> 2;
            case LENGTH -> 3;
        };
    }

    private static Optional<Pack> pack(Matcher found) {
        Optional<Unit> unit = Unit.named(found.group(3));
        BigDecimal value = value(found.group(2));
        int before = found.group(1) == null ? 1 : Integer.parseInt(found.group(1));
        int after = found.group(4) == null ? 1 : Integer.parseInt(found.group(4));
        int count = Math.max(before, after);
        if (unit.isEmpty() || !Quantity.isOne(value) || !Pack.canHold(count)) {
            return Optional.empty();
        }
        // 30 x 40 cm is a size, not thirty times forty centimetres.
        boolean size = unit.get().dimension() == Dimension.LENGTH && count > 1;
        return size || NETWORK.matcher(found.group()).matches()
                ? Optional.empty()
                : Optional.of(new Pack(count, new Quantity(value, unit.get())));
    }

    private static BigDecimal value(String number) {
        int comma = Math.max(number.indexOf(','), number.indexOf('.'));
        boolean groups = comma > 0 && number.length() - comma == 4 && !number.startsWith("0");
        return new BigDecimal(groups ? number.replaceAll("[.,]", "") : number.replace(',', '.'));
    }

    private static int multipack(String text) {
        Matcher found = MULTIPACK.matcher(text.toLowerCase(Locale.ROOT));
        if (!found.find()) {
            return 1;
        }
        int count = Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1));
        return Pack.canHold(count) ? count : 1;
    }

    private static Quantity pieces(int count) {
        return new Quantity(BigDecimal.valueOf(count), Unit.PIECE);
    }
}
