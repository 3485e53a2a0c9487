package dev.catchwater.prices.identity;

/** The check digits of GS1 numbers (GS1 General Specifications §7.9.1) and of ISBN-10 (ISO 2108:1992). */
final class CheckDigit {

    private CheckDigit() {}

    /** The digit that completes a GS1 number: weights 3, 1, 3… from its right. Zeros in front change nothing. */
    static char gs1(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit of a GS1 number is right. */
    static boolean gs1Holds(String number) {
        int last = number.length() - 1;
        return gs1(number.substring(0, last)) == number.charAt(last);
    }

    /** The character that completes the nine digits of an ISBN-10: modulo 11, ten is X. */
    static char isbn10(String nine) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * (nine.charAt(i) - '0');
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }
}
