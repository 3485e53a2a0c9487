package dev.catchwater.prices.measure;

/** What is measured, and the unit that its prices are compared in. */
public enum Dimension {
    /** Compared by the kilogram. */
    MASS("kg"),
    /** Compared by the litre. */
    VOLUME("l"),
    /** Compared by the metre. */
    LENGTH("m"),
    /** Compared by the square metre. */
    AREA("m²"),
    /** Compared by the piece. */
    COUNT("piece");

    private final String base;

    Dimension(String base) {
        this.base = base;
    }

    /** The unit of comparison, as it is shown. */
    public String base() {
        return base;
    }
}
