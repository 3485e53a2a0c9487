package dev.catchwater.prices;

import dev.catchwater.prices.Reading.Thing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the offers that a page had is which of the things that it tells of now.
 *
 * @param offers for the key of each thing the key that its offer has had so far; those without are new
 * @param missed keys of offers whose things are not named any more
 */
public record Pairing(Map<String, String> offers, Set<String> missed) {

    public Pairing {
        offers = Map.copyOf(offers);
        missed = Set.copyOf(missed);
    }

    /**
     * Pairs by key. A page that told of one thing and now tells of its variants goes on with the one that it shows, and so
     * does one that told of variants of which only one is left.
     */
    public static Pairing of(Set<String> known, List<Thing> things) {
        Map<String, String> offers = new HashMap<>();
        Set<String> left = new HashSet<>(known);
        for (Thing thing : things) {
            if (left.remove(thing.key())) {
                offers.put(thing.key(), thing.key());
            }
        }
        String main = things.getFirst().key();
        if (!offers.containsKey(main)) {
            boolean split = left.contains(Thing.ONLY);
            boolean joined = main.equals(Thing.ONLY) && known.size() == 1;
            if (split || joined) {
                String before = split ? Thing.ONLY : known.iterator().next();
                left.remove(before);
                offers.put(main, before);
            }
        }
        return new Pairing(offers, left);
    }
}
