package dev.catchwater.fairlead;

import org.jspecify.annotations.Nullable;

/**
 * The knobs of a request: an immutable chain, newest first. A request has a handful, and gets one more in almost every
 * stage: a map would be copied each time.
 */
final class Attributes {
    private final Attribute<?> key;
    private final Object value;
    private final @Nullable Attributes others;

    private Attributes(Attribute<?> key, Object value, @Nullable Attributes others) {
        this.key = key;
        this.value = value;
        this.others = others;
    }

    /** The chain with this value as the only one of its key. */
    static <T> Attributes with(@Nullable Attributes chain, Attribute<T> key, T value) {
        return new Attributes(key, value, get(chain, key) == null ? chain : without(chain, key));
    }

    /** The value of a key, or null. */
    @SuppressWarnings("ReferenceEquality") // keys are compared by identity
    static @Nullable Object get(@Nullable Attributes chain, Attribute<?> key) {
        for (Attributes at = chain; at != null; at = at.others) {
            if (at.key == key) {
                return at.value;
            }
        }
        return null;
    }

    @SuppressWarnings("ReferenceEquality")
    private static @Nullable Attributes without(@Nullable Attributes chain, Attribute<?> key) {
        if (chain == null) {
            return null;
        }
        return chain.key == key ? chain.others : new Attributes(chain.key, chain.value, without(chain.others, key));
    }
}
