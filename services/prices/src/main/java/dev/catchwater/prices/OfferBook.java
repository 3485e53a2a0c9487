package dev.catchwater.prices;

import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.money.Money;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products, and what is asked for them. */
public interface OfferBook {

    /**
     * Products by their numbers, from after one on.
     *
     * @param words what their titles are like; empty for all
     */
    Uni<List<Summary>> products(String words, long after, int limit);

    Uni<Optional<Product>> product(long id);

    /** All offers of a product, at most so many. */
    Uni<List<Offer>> offers(long product, int most);

    /** The histories of offers since a moment, each with the point that held at it; at most so many points in all. */
    Uni<Map<Long, History>> histories(List<Long> offers, Instant since, int most);

    /**
     * The prices of offers between two moments, each in so many stretches of the same length: what was written in one, and
     * nothing for those in which nothing was.
     */
    Uni<Map<Long, List<Rollup>>> rollups(List<Long> offers, Instant since, Instant until, int stretches);

    /** What waits for a person, the oldest first. */
    Uni<List<Review>> reviews(long after, int limit);

    /**
     * Decides a review.
     *
     * @param into the product that it is one with; null if it is one of its own
     * @return false if there is no such review, it was decided before, or it does not name that product
     */
    Uni<Boolean> decide(long review, @Nullable Long into, Instant now);

    /**
     * What an offer cost in a stretch of time, in one currency.
     *
     * @param at when the last of its prices was written
     * @param points how many there were
     */
    record Rollup(Instant at, Money lowest, Money highest, Money last, int points) {}

    /**
     * A product in a list.
     *
     * @param best the lowest price that it can be had for; null if there is none
     * @param offers how many there are
     */
    record Summary(Product product, @Nullable Money best, int offers) {}

    /**
     * A product that may be another one.
     *
     * @param kind CONFLICT: its keys contradict; ALIKE: it only looks like it
     * @param candidates those it may be, with what speaks for and against
     */
    record Review(
            long id,
            long product,
            String title,
            String kind,
            String reason,
            List<Candidate> candidates,
            Instant addedAt) {
        public Review {
            candidates = List.copyOf(candidates);
        }
    }

    /** One of those. */
    record Candidate(
            long product,
            String title,
            double score,
            List<String> reasons,
            @Nullable String against) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }
}
