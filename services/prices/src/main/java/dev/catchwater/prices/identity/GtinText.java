package dev.catchwater.prices.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what pages give as GTIN, EAN, UPC or barcode. */
public final class GtinText {

    private GtinText() {}

    /**
     * What a text may be. Zeros that a spreadsheet has eaten are put back; an eight-digit text may be a GTIN-8 and a UPC-E
     * at once, and is then both.
     */
    public static Reading read(String text) {
        String digits = digits(text);
        return switch (digits.length()) {
            case 0 -> new Refused(Why.NOT_DIGITS);
            case 8 -> eight(digits);
            case 12, 13, 14 -> checked(digits, false);
            // 9 to 11 digits: a UPC-A without its zeros. Fewer would as well be any number of a shop's own.
            case 9, 10, 11 -> checked(digits, true);
            default -> new Refused(Why.LENGTH);
        };
    }

    private static Reading checked(String digits, boolean lostZeros) {
        String all = padded(digits);
        if (!CheckDigit.gs1Holds(all)) {
            return new Refused(lostZeros ? Why.LENGTH : Why.CHECK_DIGIT);
        }
        return judged(Set.of(new Gtin(all)), lostZeros);
    }

    private static Reading eight(String digits) {
        Set<Gtin> all = new LinkedHashSet<>();
        if (CheckDigit.gs1Holds(digits)) {
            all.add(new Gtin(padded(digits)));
        }
        UpcE.expand(digits).ifPresent(all::add);
        return all.isEmpty() ? new Refused(Why.CHECK_DIGIT) : judged(all, false);
    }

    private static Reading judged(Set<Gtin> all, boolean lostZeros) {
        List<Gtin> keys = all.stream().filter(Gtin::isKey).toList();
        return keys.isEmpty() ? new Refused(why(new ArrayList<>(all).getFirst())) : new Read(keys, lostZeros);
    }

    private static Why why(Gtin gtin) {
        return switch (gtin.purpose()) {
            case RESTRICTED -> Why.RESTRICTED;
            case COUPON -> Why.COUPON;
            case PLACEHOLDER -> Why.PLACEHOLDER;
            case TRADE_ITEM, BOOK, MUSIC, SERIAL -> Why.VARIABLE_MEASURE;
        };
    }

    private static String padded(String digits) {
        return "0".repeat(14 - digits.length()) + digits;
    }

    /** The digits of a text that has nothing else but spaces, hyphens and points in it; empty if it has. */
    static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 64); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else if (!Character.isSpaceChar(c) && c != '-' && c != '\u2010' && c != '\u2011' && c != '.') {
                return "";
            }
        }
        return digits.toString();
    }

    /** What came of reading. */
    public sealed interface Reading {
        /** The numbers that can be keys; none if it was refused. */
        List<Gtin> gtins();
    }

    /**
     * It can be a key.
     *
     * @param gtins one, or two if it is both a GTIN-8 and a UPC-E
     * @param lostZeros whether zeros had to be put back, which makes it less sure
     */
    public record Read(List<Gtin> gtins, boolean lostZeros) implements Reading {
        public Read {
            gtins = List.copyOf(gtins);
        }
    }

    /** It cannot. */
    public record Refused(Why why) implements Reading {
        @Override
        public List<Gtin> gtins() {
            return List.of();
        }
    }

    /** Why not. */
    public enum Why {
        /** Letters, or nothing. */
        NOT_DIGITS,
        /** No GTIN is that long. */
        LENGTH,
        /** A misread or invented digit. */
        CHECK_DIGIT,
        /** Each shop gives these out itself. */
        RESTRICTED,
        /** A coupon, not a product. */
        COUPON,
        /** Fills a field. */
        PLACEHOLDER,
        /** Weighed at the shop. */
        VARIABLE_MEASURE
    }
}
