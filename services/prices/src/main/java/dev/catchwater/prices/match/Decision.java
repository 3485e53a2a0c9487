package dev.catchwater.prices.match;

import dev.catchwater.prices.identity.ProductKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a listing is. Only {@link Same} adds it to a product that was there. */
public sealed interface Decision {

    /** It is this product, by this key. */
    record Same(long product, ProductKey by) implements Decision {}

    /**
     * It is a product of its own, at least for now.
     *
     * @param candidates likely twins, for a person to look at
     */
    record Fresh(List<Candidate> candidates) implements Decision {
        public Fresh {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Its keys contradict each other, or what is known. It stays by itself till a person decides.
     *
     * @param products those it may be
     */
    record Review(List<Long> products, String reason) implements Decision {
        public Review {
            products = List.copyOf(products);
        }
    }

    /**
     * A product that it may be.
     *
     * @param score from 0 to 1
     * @param reasons what speaks for and against it, for people
     */
    record Candidate(
            long product,
            double score,
            List<String> reasons,
            @Nullable String against) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }
}
