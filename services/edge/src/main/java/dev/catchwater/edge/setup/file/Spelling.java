package dev.catchwater.edge.setup.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was probably meant. */
final class Spelling {
    private Spelling() {}

    static String cure(String word, Collection<String> known) {
        return known.stream()
                .map(each -> new Guess(each, distance(word.toLowerCase(Locale.ROOT), each)))
                .filter(guess -> guess.distance() <= Math.max(1, guess.word().length() / 3))
                .min(Comparator.comparingInt(Guess::distance))
                .map(guess -> "did you mean \"" + guess.word() + "\"?")
                .orElseGet(() -> "known here: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    private record Guess(String word, int distance) {}

    /** Levenshtein's, over one row; words are short. */
    private static int distance(String one, String other) {
        if (one.length() > 64) {
            return one.length();
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
