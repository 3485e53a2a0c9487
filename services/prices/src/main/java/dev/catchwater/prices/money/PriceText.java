package dev.catchwater.prices.money;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices as people write them: {@code 1.298,00 €}, {@code CHF 1'049.95}, {@code $.75}, {@code 119,- Kr}, Free.
 *
 * <p>A separator before the last one or two digits, or before more than three, is the decimal one; before exactly three
 * it groups them, unless the currency has three decimals or the reader knows better.
 */
public final class PriceText {

    /** Texts are cut here: a price is short, and what is long holds other numbers. */
    private static final int LONGEST = 400;

    /** More digits than this are no price, and a number that takes long to compute with. */
    private static final int MOST_DIGITS = 24;

    // 1250€60: the sign stands for the point; if spaces precede the cents, they are exactly two.
    private static final Pattern EURO_INSIDE =
            Pattern.compile("(\\d[\\d .,]{0,30}?|\\d)\\s{0,3}€(?:\\s{1,3}\\d{2}|\\d{1,4})(?!\\d)");
    private static final Pattern NUMBER = Pattern.compile("([.]?\\d[\\d\\s.,']{0,40})\\s*+(?:[^%\\d]|$)");
    private static final Pattern DECIMAL = Pattern.compile("(?:^|\\d)([.,€])(?:\\d{1,2}|\\d{4,})$");
    private static final Pattern THREE_DECIMALS = Pattern.compile("^\\d*[.]\\d{3}$");
    private static final Pattern FREE =
            Pattern.compile("\\b(?:free|gratis|kostenlos|gratuit|gratuito)\\b", Pattern.CASE_INSENSITIVE);

    private PriceText() {}

    /** Reads a text by itself. */
    public static ReadPrice read(String price) {
        return read(price, null, Style.ANY);
    }

    /**
     * Reads a text.
     *
     * @param price what stands where the price is; null if nothing does
     * @param hint a text nearby that may name the currency
     * @param style what is known of the separators
     */
    public static ReadPrice read(@Nullable String price, @Nullable String hint, Style style) {
        String text = price == null ? null : clean(price);
        String near = hint == null ? null : clean(hint);
        String symbol = Symbols.find(text, near);
        String number = text == null ? null : number(text, symbol);
        BigDecimal amount = number == null ? null : value(number, style, symbol);
        return new ReadPrice(amount == null ? null : number, amount, symbol);
    }

    static String clean(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder plain = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            int digit = c > 127 ? Character.digit(c, 10) : -1;
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                plain.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                plain.append(plainer(c));
            }
        }
        return plain.toString().strip();
    }

    // Apostrophes of all kinds group digits in Switzerland, Arabic writes its own comma and point.
    private static char plainer(char c) {
        return switch (c) {
            case '\u2019', '\u02BC', '\u00B4', '\u2018' -> '\'';
            case '\u066B' -> '.';
            case '\u066C', '\uFF0C' -> ',';
            case '\uFF0E' -> '.';
            default -> c;
        };
    }

    private static @Nullable String number(String text, @Nullable String symbol) {
        if (text.indexOf('€') >= 0 && text.indexOf('€') == text.lastIndexOf('€')) {
            Matcher inside = EURO_INSIDE.matcher(text);
            if (inside.find()) {
                return inside.group().replace(" ", "");
            }
        }
        String found = nearest(text, symbol);
        if (found == null) {
            return FREE.matcher(text).find() ? "0" : null;
        }
        found = stripEnd(found.replace("'", ""));
        boolean onePoint = found.indexOf('.') >= 0 && found.indexOf('.') == found.lastIndexOf('.');
        return onePoint || !found.startsWith(".") ? found : found.substring(1).strip();
    }

    // 3 issues for 14,85 EUR: the first number beside the currency, if there is one.
    private static @Nullable String nearest(String text, @Nullable String symbol) {
        Matcher number = NUMBER.matcher(text);
        String first = null;
        while (number.find()) {
            first = first == null ? number.group(1) : first;
            String before = text.substring(0, number.start()).stripTrailing();
            String after = text.substring(number.end(1)).stripLeading();
            if (symbol != null && (before.endsWith(symbol) || after.startsWith(symbol))) {
                return number.group(1);
            }
        }
        return first;
    }

    private static String stripEnd(String number) {
        int end = number.length();
        while (end > 0 && " .,".indexOf(number.charAt(end - 1)) >= 0) {
            end--;
        }
        return number.substring(0, end);
    }

    private static @Nullable BigDecimal value(String number, Style style, @Nullable String symbol) {
        String digits = number.replace(" ", "");
        if (style.group() != null) {
            digits = digits.replace(style.group(), "");
        }
        String point = style.decimal() != null ? style.decimal() : guess(digits, symbol);
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
            } else if (point != null && point.charAt(0) == c) {
                plain.append('.');
            }
        }
        return plain.length() > MOST_DIGITS || plain.indexOf(".") != plain.lastIndexOf(".")
                ? null
                : new BigDecimal(plain.toString());
    }

    private static @Nullable String guess(String digits, @Nullable String symbol) {
        Matcher decimal = DECIMAL.matcher(digits);
        if (decimal.find()) {
            return decimal.group(1);
        }
        String currency = symbol == null ? null : Symbols.currency(symbol.toUpperCase(Locale.ROOT));
        boolean three = currency != null && Money.digits(currency) == 3;
        return three && THREE_DECIMALS.matcher(digits).matches() ? "." : null;
    }

    /**
     * What is known of how numbers are written at a place.
     *
     * @param decimal the separator before the decimals; null if not known
     * @param group the separator between groups; null if not known
     */
    public record Style(@Nullable String decimal, @Nullable String group) {

        /** Nothing is known. */
        public static final Style ANY = new Style(null, null);

        /** As machines write: 1234.567 has three decimals. */
        public static final Style MACHINE = new Style(".", ",");
    }
}
