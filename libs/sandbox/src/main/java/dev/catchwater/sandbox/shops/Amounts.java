package dev.catchwater.sandbox.shops;

/** Cents as machines want them. */
final class Amounts {

    private Amounts() {}

    static String point(int cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }
}
