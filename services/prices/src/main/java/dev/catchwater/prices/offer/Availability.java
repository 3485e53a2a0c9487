package dev.catchwater.prices.offer;

import java.util.Locale;
import java.util.Map;

/** Whether a thing can be had (schema.org ItemAvailability, in fewer kinds). */
public enum Availability {
    /** It can be bought now. */
    IN_STOCK,
    /** It can be bought now, but few are left. */
    LIMITED,
    /** It can be ordered before it is out. */
    PRE_ORDER,
    /** It can be ordered and comes later. */
    BACK_ORDER,
    /** It cannot be bought now. */
    OUT_OF_STOCK,
    /** It will not come back. */
    DISCONTINUED,
    /** The page does not say. */
    UNKNOWN;

    private static final Map<String, Availability> NAMES = Map.ofEntries(
            Map.entry("instock", IN_STOCK),
            Map.entry("instoreonly", IN_STOCK),
            Map.entry("onlineonly", IN_STOCK),
            Map.entry("available", IN_STOCK),
            Map.entry("availablefororder", IN_STOCK),
            Map.entry("madetoorder", IN_STOCK),
            Map.entry("limitedavailability", LIMITED),
            Map.entry("preorder", PRE_ORDER),
            Map.entry("presale", PRE_ORDER),
            Map.entry("backorder", BACK_ORDER),
            Map.entry("reserved", OUT_OF_STOCK),
            Map.entry("outofstock", OUT_OF_STOCK),
            Map.entry("oos", OUT_OF_STOCK),
            Map.entry("soldout", OUT_OF_STOCK),
            Map.entry("unavailable", OUT_OF_STOCK),
            Map.entry("notavailable", OUT_OF_STOCK),
            Map.entry("discontinued", DISCONTINUED));

    /** Whether somebody who wants it gets it. */
    public boolean available() {
        return switch (this) {
            case IN_STOCK, LIMITED, PRE_ORDER, BACK_ORDER -> true;
            case OUT_OF_STOCK, DISCONTINUED, UNKNOWN -> false;
        };
    }

    /** Whether the page says that it cannot be had. */
    public boolean refused() {
        return this == OUT_OF_STOCK || this == DISCONTINUED;
    }

    /** By schema.org's or Facebook's name, as a URL or bare, however it is spelt. */
    public static Availability named(String text) {
        String last = text.strip();
        last = last.substring(Math.max(last.lastIndexOf('/'), last.lastIndexOf('#')) + 1);
        String bare = last.length() > 60 ? "" : last.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return NAMES.getOrDefault(bare, UNKNOWN);
    }
}
