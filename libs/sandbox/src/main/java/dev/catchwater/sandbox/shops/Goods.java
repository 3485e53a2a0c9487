package dev.catchwater.sandbox.shops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thing that shops sell.
 *
 * @param gtin as makers print it; null if it has none
 * @param cents the maker's price
 * @param family of which it is a variant; null if it is none
 */
record Goods(
        String id,
        String title,
        String brand,
        @Nullable String gtin,
        @Nullable String mpn,
        int cents,
        @Nullable Family family) {

    /**
     * What a thing is a variant of.
     *
     * @param handle the family's name in addresses
     * @param options what tells this one from its siblings: colour, size
     */
    record Family(String handle, String title, List<String> options) {}

    Goods(String id, String title, String brand, @Nullable String gtin, @Nullable String mpn, int cents) {
        this(id, title, brand, gtin, mpn, cents, null);
    }

    /** Shirts, each in its colour and size; the makers print a number on each. */
    static final List<Goods> SHIRTS = List.of(
            shirt("FW-TEE-WHT-M", "White", "M", "4012345000078", 1_990),
            shirt("FW-TEE-WHT-L", "White", "L", "4012345000085", 1_990),
            shirt("FW-TEE-IND-M", "Indigo", "M", "4012345000092", 2_290));

    private static Goods shirt(String sku, String colour, String size, String gtin, int cents) {
        return new Goods(
                sku,
                "Fadenwerk Tee",
                "Fadenwerk",
                gtin,
                null,
                cents,
                new Family("tee", "Fadenwerk Tee", List.of(colour, size)));
    }

    /** Made up, with numbers whose check digits are right. */
    static final List<Goods> ALL = List.of(
            new Goods("kettle", "Acme Kettle K-100 1.7 l", "Acme", "4012345000009", "K-100", 2_999),
            new Goods("kettle-pro", "Acme Kettle Pro K-200 1.7 l", "Acme", "4012345000016", "K-200", 5_499),
            new Goods("toaster", "Norvik Toaster T2 white", "Norvik", "4012345000023", "T2-WHITE", 3_950),
            new Goods("beans", "Valle Coffee Beans 500 g", "Valle", "4012345000030", null, 849),
            new Goods("beans-kilo", "Valle Coffee Beans 1 kg", "Valle", "4012345000047", null, 1_549),
            new Goods("cola", "Fizz Cola 330 ml", "Fizz", "4012345000054", null, 99),
            new Goods("lamp", "Lumen Desk Lamp L-7", "Lumen", "4012345000061", "L-7", 4_200),
            new Goods("cable", "Wired USB-C Cable 2 m", "Wired", null, "UC-2M", 799));
}
