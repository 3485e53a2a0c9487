package dev.catchwater.embedded;

import java.security.SecureRandom;

/** Random words of letters and digits, from the system's secure source. */
final class Secrets {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String random(int length) {
        StringBuilder word = new StringBuilder(length);
        RANDOM.ints(length, 0, ALPHABET.length()).forEach(i -> word.append(ALPHABET.charAt(i)));
        return word.toString();
    }
}
