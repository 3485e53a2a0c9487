package dev.catchwater.prices.identity;

import java.util.Optional;

/** UPC-E, the zero-suppressed UPC-A. Its check digit is that of the UPC-A it stands for (GS1 §5.2.2.4.2). */
public final class UpcE {

    private UpcE() {}

    /**
     * The UPC-A that a UPC-E stands for.
     *
     * @param digits eight: number system (0 or 1), six digits, check digit. Empty if that is not what they are.
     */
    public static Optional<Gtin> expand(String digits) {
        if (digits.length() != 8 || digits.charAt(0) > '1' || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String body = digits.charAt(0) + expanded(digits.substring(1, 7));
        return CheckDigit.gs1(body) == digits.charAt(7) ? Optional.of(Gtin.completed(body)) : Optional.empty();
    }

    private static String expanded(String six) {
        char last = six.charAt(5);
        return switch (last) {
            case '0', '1', '2' -> six.substring(0, 2) + last + "0000" + six.substring(2, 5);
            case '3' -> six.substring(0, 3) + "00000" + six.substring(3, 5);
            case '4' -> six.substring(0, 4) + "00000" + six.charAt(4);
            default -> six.substring(0, 5) + "0000" + last;
        };
    }

    /** The UPC-E of a UPC-A; empty if its zeros do not allow one. */
    public static Optional<String> suppress(Gtin gtin) {
        if (gtin.form() != Gtin.Form.GTIN_12) {
            return Optional.empty();
        }
        String upc = gtin.printed();
        String maker = upc.substring(1, 6);
        String item = upc.substring(6, 11);
        return upc.charAt(0) > '1'
                ? Optional.empty()
                : six(maker, item).map(six -> upc.charAt(0) + six + upc.charAt(11));
    }

    private static Optional<String> six(String maker, String item) {
        if (maker.matches("\\d\\d[012]00") && item.startsWith("00")) {
            return Optional.of(maker.substring(0, 2) + item.substring(2) + maker.charAt(2));
        }
        if (maker.endsWith("00") && item.startsWith("000")) {
            return Optional.of(maker.substring(0, 3) + item.substring(3) + "3");
        }
        if (maker.endsWith("0") && item.startsWith("0000")) {
            return Optional.of(maker.substring(0, 4) + item.charAt(4) + "4");
        }
        boolean fifth = item.startsWith("0000") && item.charAt(4) >= '5';
        return fifth ? Optional.of(maker + item.charAt(4)) : Optional.empty();
    }
}
