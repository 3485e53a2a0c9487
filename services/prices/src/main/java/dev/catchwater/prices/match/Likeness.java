package dev.catchwater.prices.match;

import dev.catchwater.prices.identity.Gtin;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.measure.Pack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How alike a listing and a product are, with the reasons. Titles weigh most; what tells models apart (12 and 13, 64 GB
 * and 128 GB) weighs against, however alike the words are.
 */
final class Likeness {

    /** From here on a person is shown the pair. */
    static final double WORTH_A_LOOK = 0.45;

    private static final Pattern MODEL = Pattern.compile("[\\p{L}\\p{N}]*\\d[\\p{L}\\p{N}]*");

    /** 64GB and 64 GB are one. */
    private static final Pattern UNIT = Pattern.compile("^(\\d+)\\p{L}{1,2}$");

    private Likeness() {}

    static Decision.Candidate of(Listing listing, Known known) {
        List<String> reasons = new ArrayList<>();
        double title = Trigrams.similarity(listing.title(), known.title());
        reasons.add("titles are alike by %.2f".formatted(title));
        double score = 0.7 * title;
        String against = against(listing, known);
        if (sameBrand(listing.brand(), known.brand())) {
            reasons.add("same brand " + known.brand());
            score += 0.15;
        }
        if (samePack(listing.pack(), known.pack())) {
            reasons.add("same pack");
            score += 0.1;
        }
        if (!models(listing.title()).isEmpty() && models(listing.title()).equals(models(known.title()))) {
            reasons.add("same model numbers " + models(known.title()));
            score += 0.05;
        }
        if (against != null) {
            score *= 0.4;
        }
        return new Decision.Candidate(known.id(), Math.min(score, 1), reasons, against);
    }

    private static @Nullable String against(Listing listing, Known known) {
        if (listing.brand() != null && known.brand() != null && !sameBrand(listing.brand(), known.brand())) {
            return "another brand: " + known.brand();
        }
        if (listing.pack() != null && known.pack() != null && !listing.pack().sameAs(known.pack())) {
            return "another pack";
        }
        if (!Objects.equals(fold(listing.variant()), fold(known.variant()))) {
            return "another variant";
        }
        Set<String> ours = models(listing.title());
        Set<String> theirs = models(known.title());
        boolean contradict = !ours.containsAll(theirs) && !theirs.containsAll(ours);
        if (contradict) {
            return "other numbers: " + ours + " and " + theirs;
        }
        return gtins(listing.keys(), known.keys());
    }

    private static @Nullable String gtins(List<ProductKey> ours, Set<ProductKey> theirs) {
        Set<Gtin> mine = gtins(ours);
        Set<Gtin> other = gtins(theirs);
        boolean disjoint = !mine.isEmpty() && !other.isEmpty() && mine.stream().noneMatch(other::contains);
        return disjoint ? "another GTIN" : null;
    }

    private static Set<Gtin> gtins(Iterable<ProductKey> keys) {
        Set<Gtin> gtins = new HashSet<>();
        for (ProductKey key : keys) {
            switch (key) {
                case ProductKey.OfGtin(Gtin gtin) -> gtins.add(gtin);
                case ProductKey.OfIsbn(var isbn) -> gtins.add(isbn.gtin());
                case ProductKey.OfPart part -> {}
                case ProductKey.OfShop shop -> {}
            }
        }
        return gtins;
    }

    private static boolean sameBrand(@Nullable String one, @Nullable String other) {
        return one != null && other != null && fold(one).equals(fold(other));
    }

    private static boolean samePack(@Nullable Pack one, @Nullable Pack other) {
        return one != null && other != null && one.sameAs(other);
    }

    private static String fold(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static Set<String> models(String title) {
        Set<String> models = new HashSet<>();
        MODEL.matcher(title.toLowerCase(Locale.ROOT))
                .results()
                .limit(20)
                .forEach(found -> models.add(UNIT.matcher(found.group()).replaceFirst("$1")));
        return models;
    }
}
