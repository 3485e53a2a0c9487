package dev.catchwater.prices.identity;

import java.util.Locale;
import java.util.Optional;

/** A book's number, kept as the GTIN it is (ISO 2108: ISBN-13). */
public record Isbn(Gtin gtin) {

    public Isbn {
        if (gtin.purpose() != Gtin.Purpose.BOOK || gtin.form() != Gtin.Form.GTIN_13) {
            throw new IllegalArgumentException("no ISBN: " + gtin);
        }
    }

    /** An ISBN-10 or ISBN-13, with or without hyphens; empty if it is neither, or its check digit is wrong. */
    public static Optional<Isbn> read(String text) {
        String compact = compact(text);
        if (compact.length() == 10) {
            return ofTen(compact);
        }
        return compact.length() == 13
                ? GtinText.read(compact).gtins().stream()
                        .filter(Isbn::isOne)
                        .map(Isbn::new)
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a GTIN is a book's. An ISMN (979-0) is not. */
    public static boolean isOne(Gtin gtin) {
        return gtin.form() == Gtin.Form.GTIN_13 && gtin.purpose() == Gtin.Purpose.BOOK;
    }

    private static Optional<Isbn> ofTen(String ten) {
        String nine = ten.substring(0, 9);
        boolean holds = nine.chars().allMatch(c -> c >= '0' && c <= '9') && CheckDigit.isbn10(nine) == ten.charAt(9);
        return holds
                ? Optional.of(Gtin.completed("978" + nine)).filter(Gtin::isKey).map(Isbn::new)
                : Optional.empty();
    }

    private static String compact(String text) {
        String bare =
                text.length() > 64 ? "" : text.toUpperCase(Locale.ROOT).replaceFirst("^\\s*ISBN(-1[03])?:?\\s*", "");
        return bare.replaceAll("[\\s\\-\u2010\u2011]", "");
    }

    /** The ISBN-10; empty for 979, which never had one. */
    public Optional<String> ten() {
        String thirteen = gtin.printed();
        String nine = thirteen.substring(3, 12);
        return thirteen.startsWith("978") ? Optional.of(nine + CheckDigit.isbn10(nine)) : Optional.empty();
    }

    @Override
    public String toString() {
        return gtin.printed();
    }
}
