package dev.catchwater.prices.identity;

import java.util.Optional;
import java.util.Set;

/**
 * A GS1 trade item number of any length, as its 14 digits.
 *
 * @param digits 14 digits, zeros in front, the last one checked
 */
public record Gtin(String digits) {

    /** Numbers that fill a field but name nothing. */
    private static final Set<String> PLACEHOLDERS = Set.of("01234567890128", "00012345678905", "00000012345670");

    public Gtin {
        if (digits.length() != 14 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not 14 digits");
        }
        if (!CheckDigit.gs1Holds(digits)) {
            throw new IllegalArgumentException("its check digit is wrong");
        }
    }

    /** The number that this body and its check digit make. */
    static Gtin completed(String body) {
        String thirteen = "0".repeat(13 - body.length()) + body;
        return new Gtin(thirteen + CheckDigit.gs1(thirteen));
    }

    /** Which of the GTINs it was before zeros were put in front of it. */
    public Form form() {
        if (digits.charAt(0) != '0') {
            return Form.GTIN_14;
        }
        if (digits.charAt(1) != '0') {
            return Form.GTIN_13;
        }
        // GS1 gives out no prefix below 000001 other than for GTIN-8, so that the two never meet.
        return digits.startsWith("000000") ? Form.GTIN_8 : Form.GTIN_12;
    }

    /** What its prefix says it is for; read by its form, since a GTIN-8 has prefixes of its own. */
    public Purpose purpose() {
        if (digits.chars().skip(1).limit(12).distinct().count() == 1 || PLACEHOLDERS.contains(digits)) {
            return Purpose.PLACEHOLDER;
        }
        if (digits.startsWith("9790", 1)) {
            return Purpose.MUSIC;
        }
        return form() == Form.GTIN_8 ? purposeOfEight() : Purpose.ofPrefix(Integer.parseInt(digits.substring(1, 4)));
    }

    private Purpose purposeOfEight() {
        char first = digits.charAt(6);
        return first == '0' || first == '2' ? Purpose.RESTRICTED : Purpose.TRADE_ITEM;
    }

    /** Whether it names one product everywhere in the world. */
    public boolean isKey() {
        return !isVariableMeasure()
                && switch (purpose()) {
                    case TRADE_ITEM, BOOK, MUSIC, SERIAL -> true;
                    case RESTRICTED, COUPON, PLACEHOLDER -> false;
                };
    }

    /** Weighed or cut at the shop: the number names no fixed content (indicator 9). */
    public boolean isVariableMeasure() {
        return digits.charAt(0) == '9';
    }

    /** The item of which this is a case or another packaging level (indicator 1 to 8); empty if it is one itself. */
    public Optional<Gtin> packOf() {
        char indicator = digits.charAt(0);
        return indicator == '0' || indicator == '9'
                ? Optional.empty()
                : Optional.of(completed(digits.substring(1, 13)));
    }

    /** As it is printed: 8, 12, 13 or 14 digits. */
    public String printed() {
        return digits.substring(14 - form().length());
    }

    @Override
    public String toString() {
        return printed();
    }

    /** The lengths there are. */
    public enum Form {
        /** On small packs. */
        GTIN_8(8),
        /** UPC-A. */
        GTIN_12(12),
        /** EAN-13. */
        GTIN_13(13),
        /** On cases; also with other packaging levels. */
        GTIN_14(14);

        private final int length;

        Form(int length) {
            this.length = length;
        }

        /** How many digits are printed. */
        public int length() {
            return length;
        }
    }

    /** What GS1 has set prefixes aside for. */
    public enum Purpose {
        /** An ordinary product. */
        TRADE_ITEM,
        /** 978, 979: an ISBN. */
        BOOK,
        /** 979-0: an ISMN. */
        MUSIC,
        /** 977: an ISSN. */
        SERIAL,
        /** Given out by each shop as it likes: means something else next door. */
        RESTRICTED,
        /** Coupons and refund slips. */
        COUPON,
        /** Fills a field. */
        PLACEHOLDER;

        private static Purpose ofPrefix(int prefix) {
            if (within(prefix, 20, 29) || within(prefix, 40, 49) || within(prefix, 200, 299)) {
                return RESTRICTED;
            }
            if (within(prefix, 50, 59) || within(prefix, 980, 984) || within(prefix, 990, 999)) {
                return COUPON;
            }
            return switch (prefix) {
                case 977 -> SERIAL;
                case 978, 979 -> BOOK;
                default -> TRADE_ITEM;
            };
        }

        private static boolean within(int prefix, int from, int to) {
            return prefix >= from && prefix <= to;
        }
    }
}
