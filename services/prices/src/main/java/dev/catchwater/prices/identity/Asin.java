package dev.catchwater.prices.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Amazon's own number, which names a product at one marketplace only.
 *
 * @param marketplace a host, such as amazon.de
 * @param code ten capital letters and digits
 */
public record Asin(String marketplace, String code) {

    private static final Pattern SHAPE = Pattern.compile("B0[0-9A-Z]{8}|[0-9]{9}[0-9X]");

    /** An ASIN of a marketplace; empty if the text is none. */
    public static Optional<Asin> read(String marketplace, String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(code).matches()
                ? Optional.of(new Asin(marketplace.toLowerCase(Locale.ROOT), code))
                : Optional.empty();
    }

    /** Of a book it is the ISBN-10. */
    public Optional<Isbn> isbn() {
        return code.startsWith("B0") ? Optional.empty() : Isbn.read(code);
    }
}
