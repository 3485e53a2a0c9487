package dev.catchwater.prices.match;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Similarity of texts as PostgreSQL's pg_trgm has it: shared trigrams of words, padded by two spaces and one. */
final class Trigrams {

    private static final int LONGEST = 300;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private Trigrams() {}

    /** From 0 (nothing shared) to 1. */
    static double similarity(String one, String other) {
        Set<String> ours = of(one);
        Set<String> theirs = of(other);
        long shared = ours.stream().filter(theirs::contains).count();
        long all = ours.size() + theirs.size() - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    private static Set<String> of(String text) {
        Set<String> grams = new HashSet<>();
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        WORD.matcher(bounded.toLowerCase(Locale.ROOT)).results().forEach(word -> {
            String padded = "  " + word.group() + " ";
            for (int i = 0; i + 3 <= padded.length(); i++) {
                grams.add(padded.substring(i, i + 3));
            }
        });
        return grams;
    }
}
