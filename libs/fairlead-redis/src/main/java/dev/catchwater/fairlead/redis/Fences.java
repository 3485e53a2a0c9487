package dev.catchwater.fairlead.redis;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fencing tokens of the flights that this process leads, by the keys of what they fetch: a store refuses what a
 * leader brings after another has taken over. As many as there are flights.
 */
public final class Fences {
    private final Map<String, Long> tokens = new ConcurrentHashMap<>();

    /** None, for a store without flights. */
    public Fences() {}

    /** Where the greatest token of a flight is kept. */
    public String key(KeySpace space, String key) {
        return space.key("flight", key);
    }

    /** The token of a flight that is led here. */
    public Optional<Long> token(String key) {
        return Optional.ofNullable(tokens.get(key));
    }

    /** Notes a flight that begins. */
    public void raise(String key, long token) {
        tokens.put(key, token);
    }

    /** Forgets a flight that has ended. */
    public void lower(String key, long token) {
        tokens.remove(key, token);
    }
}
