package dev.catchwater.prices.page;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Likeness of titles by their words. */
final class Words {

    private static final int LONGEST = 300;

    private Words() {}

    /** The shared words, as a part of the shorter title's: from 0 to 1. */
    static double alike(String one, String other) {
        Set<String> ours = of(one);
        Set<String> theirs = of(other);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        long shared = ours.stream().filter(theirs::contains).count();
        return (double) shared / Math.min(ours.size(), theirs.size());
    }

    private static Set<String> of(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Set<String> words =
                new HashSet<>(Arrays.asList(bounded.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }
}
