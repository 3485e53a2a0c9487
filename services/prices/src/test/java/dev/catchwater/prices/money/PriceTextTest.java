package dev.catchwater.prices.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.298,00 €      | 1298    | EUR",
                "1 298,00 €      | 1298    | EUR",
                "CHF 1’049.95    | 1049.95 | CHF",
                "R$ 1.759,99     | 1759.99 | BRL",
                "₹ 1,00,000.50   | 100000.50 | INR",
                "Rp 31.500       | 31500   | IDR",
                "١٢٫٥٠ ر.س       | 12.50   | SAR",
                "2963yen         | 2963    | JPY",
                "8.500 KD        | 8.500   | KWD",
                "3 Ausgaben für nur 14,85 EUR | 14.85 | EUR",
                "30% off 5,00 € | 5 | EUR",
            })
    void aPriceIsReadAsItsCountryWritesIt(String text, BigDecimal amount, String currency) {
        ReadPrice read = PriceText.read(text);
        assertThat(read.amount()).isEqualByComparingTo(amount);
        assertThat(read.currency()).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource({"$ 12.00", "45 kr", "Rs 300", "¥ 800"})
    void aSymbolOfSeveralCurrenciesNamesNone(String text) {
        ReadPrice read = PriceText.read(text);
        assertThat(read.symbol()).isNotNull();
        assertThat(read.currency()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"ALL COLOURS", "TOP", "Marker", "sold out", "50%"})
    void whatIsNoPriceHasNoAmountAndWordsAreNoCurrencies(String text) {
        ReadPrice read = PriceText.read(text.replace("50%", "-50% SALE"));
        assertThat(read.amount()).isNull();
        assertThat(PriceText.read("Marker 12").symbol()).isNull();
    }

    @Test
    void whatIsKnownOfTheSeparatorsDecides() {
        assertThat(PriceText.read("1.234", null, PriceText.Style.ANY).amount()).isEqualByComparingTo("1234");
        assertThat(PriceText.read("1.234", null, PriceText.Style.MACHINE).amount())
                .isEqualByComparingTo("1.234");
    }

    @Test
    void longTextsAndLongNumbersAreBounded() {
        assertThat(PriceText.read("x".repeat(1_000_000) + " 12 €").amount()).isNull();
        assertThat(PriceText.read("9".repeat(60) + " €").amount()).isNull();
        assertThat(PriceText.read(" ".repeat(300) + "1" + " ,".repeat(90) + "5").amount())
                .isNotNull();
    }

    @Test
    void amountsAreEqualHoweverManyZerosTheyAreWrittenWith() {
        Money one = Money.of(new BigDecimal("2879.2"), "EUR").orElseThrow();
        assertThat(one).isEqualTo(Money.of(new BigDecimal("2879.20"), "EUR").orElseThrow());
        assertThat(one.minor()).isEqualTo(287920);
        assertThat(one).hasToString("2879.20 EUR");
        assertThat(Money.of(new BigDecimal("500"), "JPY").orElseThrow().minor()).isEqualTo(500);
        assertThat(Money.of(new BigDecimal("1.5"), "KWD").orElseThrow().minor()).isEqualTo(1500);
    }

    @Test
    void absurdAmountsAreNoMoney() {
        assertThat(Money.of(new BigDecimal("1E+999999999"), "EUR")).isEmpty();
        assertThat(Money.of(new BigDecimal("-1"), "EUR")).isEmpty();
        assertThat(Money.of(BigDecimal.ONE, "EURO")).isEmpty();
        assertThat(Money.of(new BigDecimal("10000000000001"), "EUR")).isEmpty();
    }
}
