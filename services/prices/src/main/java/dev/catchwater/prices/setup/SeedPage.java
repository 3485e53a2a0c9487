package dev.catchwater.prices.setup;

import dev.catchwater.prices.Page;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page that is watched from the start, as configured.
 *
 * @param shop what its shop is called; null: as its host
 * @param shopUrl the address that all of the shop's pages begin with; null: its host's
 */
public record SeedPage(
        Page.Kind kind,
        String url,
        @Nullable String shop,
        @Nullable URI shopUrl) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not {@code kind|address|shop|shop's address}
     */
    public static SeedPage of(String text) {
        List<String> parts = List.of(text.strip().split("\\|", -1));
        try {
            return new SeedPage(
                    Page.Kind.valueOf(parts.get(0).toUpperCase(Locale.ROOT)),
                    parts.get(1),
                    parts.size() > 2 && !parts.get(2).isEmpty() ? parts.get(2) : null,
                    parts.size() > 3 && !parts.get(3).isEmpty() ? URI.create(parts.get(3)) : null);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "catchwater.prices.seed-pages is a list of kind|address|shop|shop's address, not " + text, e);
        }
    }
}
