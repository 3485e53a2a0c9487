package dev.catchwater.prices.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.identity.GtinText;
import dev.catchwater.prices.identity.Isbn;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.measure.PackText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private static final ProductKey GTIN = gtin("4006381333931");
    private static final ProductKey OTHER_GTIN = gtin("4006381333948");
    private static final ProductKey PART =
            ProductKey.part("Stabilo", "BOSS-70/24").orElseThrow();
    private static final ProductKey SHOP =
            ProductKey.shop("shop.example", "4711").orElseThrow();

    @Test
    void theStrongestKeyDecides() {
        assertThat(Matching.decide(listing("Boss", PART, SHOP, GTIN), List.of(known(1, "Boss", GTIN, PART)), List.of()))
                .isEqualTo(new Decision.Same(1, GTIN));
        assertThat(Matching.decide(listing("Boss", SHOP, PART), List.of(known(1, "Boss", PART)), List.of()))
                .isEqualTo(new Decision.Same(1, PART));
    }

    @Test
    void keysThatLeadToDifferentProductsAreForAPersonToDecide() {
        Decision decision = Matching.decide(
                listing("Boss", GTIN, PART), List.of(known(1, "Boss", GTIN), known(2, "Boss", PART)), List.of());
        assertThat(decision).isInstanceOfSatisfying(Decision.Review.class, review -> {
            assertThat(review.products()).containsExactly(1L, 2L);
            assertThat(review.reason()).contains("different products");
        });
    }

    @Test
    void aWeakKeyThatIsTheSameNeverOverrulesAStrongOneThatDiffers() {
        Decision decision =
                Matching.decide(listing("Boss", OTHER_GTIN, PART), List.of(known(1, "Boss", GTIN, PART)), List.of());
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Review.class,
                        review -> assertThat(review.reason()).contains("04006381333948"));
    }

    @Test
    void anIsbnAndTheGtinItIsMeet() {
        ProductKey isbn = new ProductKey.OfIsbn(Isbn.read("0306406152").orElseThrow());
        assertThat(Matching.decide(listing("Book", isbn), List.of(known(9, "Book", gtin("9780306406157"))), List.of()))
                .isEqualTo(new Decision.Same(9, isbn));
    }

    @Test
    void aPackOfSixUnderTheNumberOfOneIsNotMerged() {
        Listing six = new Listing(
                "Cola 6 x 330 ml",
                null,
                List.of(GTIN),
                null,
                PackText.read("6 x 330 ml").orElseThrow(),
                null);
        Known one = new Known(
                1, "Cola 330 ml", null, Set.of(GTIN), PackText.read("330 ml").orElseThrow(), null);
        assertThat(Matching.decide(six, List.of(one), List.of()))
                .isInstanceOfSatisfying(
                        Decision.Review.class,
                        review -> assertThat(review.reason()).contains("packs differ"));
    }

    @Test
    void likenessAloneNeverDecides() {
        Decision decision = Matching.decide(
                listing("Stabilo Boss Original yellow"), List.of(), List.of(known(1, "Stabilo Boss Original yellow")));
        assertThat(decision).isInstanceOfSatisfying(Decision.Fresh.class, fresh -> {
            assertThat(fresh.candidates()).hasSize(1);
            assertThat(fresh.candidates().getFirst().reasons()).anyMatch(reason -> reason.contains("titles are alike"));
        });
    }

    @Test
    void modelNumbersTellLookAlikesApart() {
        Listing twelve = listing("Apple iPhone 12 64GB black");
        double same =
                Likeness.of(twelve, known(1, "Apple iPhone 12 64 GB, black")).score();
        double thirteen =
                Likeness.of(twelve, known(2, "Apple iPhone 13 64GB black")).score();
        double bigger =
                Likeness.of(twelve, known(3, "Apple iPhone 12 128GB black")).score();
        assertThat(same).isGreaterThan(Likeness.WORTH_A_LOOK);
        assertThat(thirteen).isLessThan(Likeness.WORTH_A_LOOK);
        assertThat(bigger).isLessThan(Likeness.WORTH_A_LOOK);
        assertThat(Likeness.of(twelve, known(2, "Apple iPhone 13 64GB black")).against())
                .contains("12", "13");
    }

    @Test
    void theBestCandidatesComeFirstAndAreFew() {
        List<Known> many = java.util.stream.LongStream.range(0, 50)
                .mapToObj(id -> known(id, "Stabilo Boss Original " + "x".repeat((int) id)))
                .toList();
        var fresh = (Decision.Fresh) Matching.decide(listing("Stabilo Boss Original"), List.of(), many);
        assertThat(fresh.candidates()).hasSize(5);
        assertThat(fresh.candidates().getFirst().product()).isZero();
    }

    private static ProductKey gtin(String text) {
        return new ProductKey.OfGtin(GtinText.read(text).gtins().getFirst());
    }

    private static Listing listing(String title, ProductKey... keys) {
        return new Listing(title, brand(title), List.of(keys), null, null, null);
    }

    private static Known known(long id, String title, ProductKey... keys) {
        return new Known(id, title, brand(title), Set.of(keys), null, null);
    }

    private static @Nullable String brand(String title) {
        return title.startsWith("Apple") ? "Apple" : title.startsWith("Stabilo") ? "Stabilo" : null;
    }
}
