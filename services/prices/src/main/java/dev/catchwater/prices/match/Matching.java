package dev.catchwater.prices.match;

import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.identity.ProductKey.Trust;
import dev.catchwater.prices.measure.Pack;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which product a listing is. The strongest key that finds one product decides; whatever contradicts it sends the
 * listing to a person. Likeness alone never decides.
 */
public final class Matching {

    private static final int MOST_CANDIDATES = 5;

    private Matching() {}

    /**
     * Decides.
     *
     * @param found products that share a key with the listing
     * @param alike products with a similar title
     */
    public static Decision decide(Listing listing, Collection<Known> found, Collection<Known> alike) {
        Optional<ProductKey> deciding = listing.keys().stream()
                .filter(key -> found.stream().anyMatch(known -> has(known, key)))
                .findFirst();
        if (deciding.isEmpty()) {
            return new Decision.Fresh(candidates(listing, alike));
        }
        ProductKey key = deciding.get();
        List<Known> byKey = found.stream().filter(known -> has(known, key)).toList();
        List<Long> all = found.stream().map(Known::id).distinct().sorted().toList();
        if (all.size() > 1) {
            return new Decision.Review(all, "its keys lead to different products (" + key.text() + " and others)");
        }
        Known one = byKey.getFirst();
        String against = against(listing, one, key);
        return against == null ? new Decision.Same(one.id(), key) : new Decision.Review(all, against);
    }

    private static boolean has(Known known, ProductKey key) {
        return known.keys().stream().anyMatch(other -> other.text().equals(key.text()));
    }

    private static @Nullable String against(Listing listing, Known known, ProductKey by) {
        for (ProductKey key : listing.keys()) {
            Optional<ProductKey> other = known.keys().stream()
                    .filter(one -> kind(one).equals(kind(key)) && key.trust().compareTo(Trust.SHOP) < 0)
                    .findFirst();
            boolean differs = other.isPresent() && !has(known, key);
            // A weaker key that differs says less than the stronger one that is the same, unless it is the deciding
            // kind.
            if (differs && kind(key).compareTo(kind(by)) <= 0) {
                return by.text() + " is the same, but " + key.text() + " is not "
                        + other.get().text();
            }
        }
        return contents(listing.pack(), known.pack(), by);
    }

    // A shop that sells six under the number of one: the price of the six would be the product's best price for ever.
    private static @Nullable String contents(@Nullable Pack ours, @Nullable Pack theirs, ProductKey by) {
        return ours == null || theirs == null || ours.sameAs(theirs)
                ? null
                : by.text() + " is the same, but the packs differ: " + label(ours) + " and " + label(theirs);
    }

    private static String label(Pack pack) {
        return pack.count() + " × " + pack.content().value().toPlainString() + " "
                + pack.content().unit().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Trust kind(ProductKey key) {
        return key.trust() == Trust.ISBN ? Trust.GTIN : key.trust();
    }

    private static List<Decision.Candidate> candidates(Listing listing, Collection<Known> alike) {
        return alike.stream()
                .map(known -> Likeness.of(listing, known))
                .filter(candidate -> candidate.score() >= Likeness.WORTH_A_LOOK)
                .sorted(Comparator.comparingDouble(Decision.Candidate::score)
                        .reversed()
                        .thenComparingLong(Decision.Candidate::product))
                .limit(MOST_CANDIDATES)
                .toList();
    }
}
