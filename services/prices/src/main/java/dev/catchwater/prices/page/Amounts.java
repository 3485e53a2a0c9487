package dev.catchwater.prices.page;

import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.money.PriceText;
import dev.catchwater.prices.money.ReadPrice;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the amounts of structured data: meant for machines, often written for people. */
public final class Amounts {

    private static final Pattern MACHINE = Pattern.compile("\\d{1,13}(?:\\.\\d{1,10})?");
    private static final Pattern THREE = Pattern.compile("\\d{1,3}\\.\\d{3}");

    /** Below nothing, or with an exponent: what stands before that would be read for the whole. */
    private static final Pattern NO_PRICE = Pattern.compile("[-\u2212]\\s*[.,]?\\d.*|[\\d.,]+[eE][-+]?\\d+");

    private Amounts() {}

    /** A price; empty if there is none, or 0, which shops write for a price that they do not tell. */
    public static Optional<FoundPrice> read(String raw, @Nullable String currency, Syntax syntax, String path) {
        String bare = raw.strip();
        if (NO_PRICE.matcher(bare).matches()) {
            return Optional.empty();
        }
        ReadPrice text = PriceText.read(bare, currency, PriceText.Style.ANY);
        String known = iso(currency, text);
        BigDecimal amount = isMachine(bare, known) ? new BigDecimal(bare) : text.amount();
        return amount == null || amount.signum() <= 0
                ? Optional.empty()
                : Optional.of(new FoundPrice(amount, known, new Evidence(syntax, path, raw)));
    }

    // Pesos and rupiahs are written 19.990 even here; 12.990 EUR has a zero too many.
    private static boolean isMachine(String bare, @Nullable String currency) {
        boolean grouped = THREE.matcher(bare).matches() && currency != null && Money.digits(currency) == 0;
        return !grouped && MACHINE.matcher(bare).matches();
    }

    private static @Nullable String iso(@Nullable String stated, ReadPrice read) {
        String upper = stated == null ? "" : stated.strip().toUpperCase(java.util.Locale.ROOT);
        if (upper.length() == 3 && Money.digits(upper) >= 0) {
            return upper;
        }
        return read.currency();
    }
}
