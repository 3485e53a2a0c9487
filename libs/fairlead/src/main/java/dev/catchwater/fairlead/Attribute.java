package dev.catchwater.fairlead;

/**
 * A typed key for a knob that one stage reads from a {@link Request}. Each stage declares its own, so that a new
 * stage needs no change to the request. Compared by identity.
 *
 * @param <T> the type of the value
 */
public final class Attribute<T> {
    private final String name;
    private final T fallback;

    private Attribute(String name, T fallback) {
        this.name = name;
        this.fallback = fallback;
    }

    /** A key whose value is {@code fallback} where a request does not carry it. */
    public static <T> Attribute<T> of(String name, T fallback) {
        return new Attribute<>(name, fallback);
    }

    T fallback() {
        return fallback;
    }

    @Override
    public String toString() {
        return name;
    }
}
