package dev.catchwater.prices.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.prices.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cola 6 x 330 ml                    | 6  | 1.98  | VOLUME",
                "Cola 330ml x 6                     | 6  | 1.98  | VOLUME",
                "Mineralwasser 12er Pack 0,5 l      | 12 | 6     | VOLUME",
                "Baked beans, 3-pack 400g           | 3  | 1.2   | MASS",
                "Pasta 500 g                        | 1  | 0.5   | MASS",
                "Reis 1.000 g                       | 1  | 1     | MASS",
                "Peanut butter 16 oz (454 g)        | 1  | 0.453592370 | MASS",
                "Sparkling water 12 fl oz pack of 8 | 8  | 2.8390588380 | VOLUME",
                "Vitamin C 100 Stück                | 1  | 100   | COUNT",
                "Batteries AA 4 pack                | 4  | 4     | COUNT",
                "Tea 20 bags 35 g                   | 1  | 0.035 | MASS",
                "Cable 10 m                         | 1  | 10    | LENGTH",
                "Fliesen 1,44 m²                    | 1  | 1.44  | AREA",
                "Квас 1,5 л                         | 1  | 1.5   | VOLUME",
            })
    void aTitleSaysWhatIsInThePack(String title, int count, BigDecimal total, Dimension dimension) {
        Pack pack = PackText.read(title).orElseThrow();
        assertThat(pack.count()).isEqualTo(count);
        assertThat(pack.total()).isEqualByComparingTo(total);
        assertThat(pack.dimension()).isEqualTo(dimension);
    }

    @ParameterizedTest
    @CsvSource({
        "iPhone 13 128GB",
        "Rug 30 x 40 cm",
        "Olives 400 g or 240 g drained",
        "Galaxy S21 5G",
        "Model 500GX",
        "Levi's 501",
        "0 g sugar drink"
    })
    void aTitleThatSaysNothingOrTwoThingsIsNotGuessedAt(String title) {
        assertThat(PackText.read(title)).isEmpty();
    }

    @Test
    void unitPricesCompareAcrossPacks() {
        Money six = Money.of(new BigDecimal("3.96"), "EUR").orElseThrow();
        Money one = Money.of(new BigDecimal("1.29"), "EUR").orElseThrow();
        UnitPrice bySix = PackText.read("Cola 6 x 330 ml").orElseThrow().price(six);
        UnitPrice byOne = PackText.read("Cola 0,5 l").orElseThrow().price(one);
        assertThat(bySix).hasToString("2.00 EUR/l");
        assertThat(byOne).hasToString("2.58 EUR/l");
        assertThat(bySix.comparableWith(byOne)).isTrue();
        assertThat(bySix.comparableWith(PackText.read("500 g").orElseThrow().price(one)))
                .isFalse();
    }

    @Test
    void packsAreTheSameUpToTheRoundingOfConvertedUnits() {
        Pack ounces = PackText.read("16 oz").orElseThrow();
        assertThat(ounces.sameAs(PackText.read("454 g").orElseThrow())).isTrue();
        assertThat(ounces.sameAs(PackText.read("500 g").orElseThrow())).isFalse();
        assertThat(PackText.read("6 x 330 ml")
                        .orElseThrow()
                        .sameAs(PackText.read("1,98 l").orElseThrow()))
                .isFalse();
    }

    @Test
    void unitsAreKnownByTheirTradeCodesAndTheirNames() {
        assertThat(Unit.coded("GRM")).contains(Unit.GRAM);
        assertThat(Unit.coded("H87")).contains(Unit.PIECE);
        assertThat(Unit.coded("kg")).contains(Unit.KILOGRAM);
        assertThat(Unit.coded("XYZ")).isEmpty();
    }
}
