package dev.catchwater.prices.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A name by which two shops can mean the same product. Keys with the same {@link #text} are the same key, however they
 * were stated; {@link #trust} says how much a statement is worth.
 */
public sealed interface ProductKey {

    /** What is compared and stored, at most 200 characters. */
    String text();

    /** How much it is worth. */
    Trust trust();

    /** From the most to the least. */
    enum Trust {
        /** A GTIN, stated as one. */
        GTIN,
        /** A book's number: publishers have reused some. */
        ISBN,
        /** Brand and maker's number. */
        BRAND_MPN,
        /** A shop's own number; never valid elsewhere. */
        SHOP,
        /** Likeness only: never decides by itself. */
        FUZZY
    }

    /** A GTIN. */
    record OfGtin(Gtin gtin) implements ProductKey {
        @Override
        public String text() {
            return "gtin:" + gtin.digits();
        }

        @Override
        public Trust trust() {
            return Trust.GTIN;
        }
    }

    /** An ISBN. Its text is that of the GTIN it is, so that both meet. */
    record OfIsbn(Isbn isbn) implements ProductKey {
        @Override
        public String text() {
            return "gtin:" + isbn.gtin().digits();
        }

        @Override
        public Trust trust() {
            return Trust.ISBN;
        }
    }

    /** A maker's part number, which means nothing without the brand. Both are folded. */
    record OfPart(String brand, String part) implements ProductKey {
        @Override
        public String text() {
            return "mpn:" + brand + ":" + part;
        }

        @Override
        public Trust trust() {
            return Trust.BRAND_MPN;
        }
    }

    /** A shop's own number. */
    record OfShop(String site, String sku) implements ProductKey {
        @Override
        public String text() {
            return "shop:" + site + ":" + sku;
        }

        @Override
        public Trust trust() {
            return Trust.SHOP;
        }
    }

    /** Brand and part number; empty if one is missing, or the number is too short to tell anything apart. */
    static Optional<ProductKey> part(String brand, String part) {
        String foldedBrand = fold(brand);
        String foldedPart = fold(part);
        boolean says = !foldedBrand.isEmpty()
                && foldedPart.length() >= 3
                && foldedPart.length() <= 64
                && foldedPart.chars().anyMatch(Character::isDigit);
        return says ? Optional.of(new OfPart(cut(foldedBrand), foldedPart)) : Optional.empty();
    }

    /** A shop's own number; empty if there is none to speak of. */
    static Optional<ProductKey> shop(String site, String sku) {
        String bare = sku.strip();
        return bare.isEmpty() || bare.length() > 100
                ? Optional.empty()
                : Optional.of(new OfShop(site.toLowerCase(Locale.ROOT), bare));
    }

    /** Letters and digits in small letters, without marks: AC-3000 and ac3000 are one. */
    static String fold(String text) {
        String bounded = text.length() > 200 ? text.substring(0, 200) : text;
        return Normalizer.normalize(bounded, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String cut(String brand) {
        return brand.length() > 80 ? brand.substring(0, 80) : brand;
    }
}
