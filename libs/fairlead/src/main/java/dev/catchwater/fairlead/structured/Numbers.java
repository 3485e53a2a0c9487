package dev.catchwater.fairlead.structured;

import java.math.BigDecimal;
import java.util.Base64;

/** Integers, Decimals (RFC 9651 §4.2.4) and base64 (§4.2.7). */
final class Numbers {
    private static final int INTEGER_DIGITS = 15;
    private static final int WHOLE_DIGITS = 12;
    private static final int FRACTION_DIGITS = 3;

    private Numbers() {}

    static BareItem parse(Cursor in) {
        String sign = in.skip('-') ? "-" : "";
        String whole = digits(in);
        if (whole.isEmpty()) {
            throw in.fail("a number needs digits");
        }
        if (!in.skip('.')) {
            check(whole.length() <= INTEGER_DIGITS, in);
            return new BareItem.Int(Long.parseLong(sign + whole));
        }
        String fraction = digits(in);
        check(whole.length() <= WHOLE_DIGITS && fraction.length() <= FRACTION_DIGITS && !fraction.isEmpty(), in);
        return new BareItem.Decimal(new BigDecimal(sign + whole + "." + fraction));
    }

    /** Padding may be missing (RFC 9651 §4.2.7 leaves that to the implementation). */
    static byte[] base64(String encoded, Cursor in) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException quotesTheInput) {
            throw in.fail("a byte sequence is base64");
        }
    }

    private static String digits(Cursor in) {
        return in.take(c -> c >= '0' && c <= '9');
    }

    private static void check(boolean fits, Cursor in) {
        if (!fits) {
            throw in.fail("a number has too many digits, or none after its point");
        }
    }
}
