package dev.catchwater.prices.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.prices.identity.GtinText.Refused;
import dev.catchwater.prices.identity.GtinText.Why;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "96385074,       00000096385074, GTIN_8",
        "036000291452,   00036000291452, GTIN_12",
        "4006381333931,  04006381333931, GTIN_13",
        "0036000291452,  00036000291452, GTIN_12",
        "10614141000415, 10614141000415, GTIN_14",
        "40 0638 133393-1, 04006381333931, GTIN_13",
        "９６３８５０７４, 00000096385074, GTIN_8",
    })
    void everyLengthBecomesItsFourteenDigits(String text, String digits, Gtin.Form form) {
        List<Gtin> read = GtinText.read(text).gtins();
        assertThat(read).extracting(Gtin::digits).contains(digits);
        assertThat(read.getFirst().form()).isEqualTo(form);
    }

    @Test
    void zerosThatAPageLostArePutBackAndItIsSaid() {
        assertThat(GtinText.read("32429335302"))
                .isEqualTo(new GtinText.Read(List.of(new Gtin("00032429335302")), true));
        assertThat(GtinText.read("32429335303").gtins()).isEmpty();
        assertThat(((GtinText.Read) GtinText.read("036000291452")).lostZeros()).isFalse();
    }

    @Test
    void anyWrongDigitAndMostSwappedNeighboursAreFound() {
        Random dice = new Random(7);
        int swaps = 0;
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            String right = Gtin.completed("%012d".formatted(dice.nextLong(400_000_000_000L, 500_000_000_000L)))
                    .printed();
            int place = dice.nextInt(13);
            char other = (char) ('0' + (right.charAt(place) - '0' + 1 + dice.nextInt(9)) % 10);
            assertThat(CheckDigit.gs1Holds(right)).isTrue();
            assertThat(CheckDigit.gs1Holds(right.substring(0, place) + other + right.substring(place + 1)))
                    .isFalse();
            int at = dice.nextInt(12);
            if (right.charAt(at) != right.charAt(at + 1)) {
                swaps++;
                String swapped =
                        right.substring(0, at) + right.charAt(at + 1) + right.charAt(at) + right.substring(at + 2);
                found += CheckDigit.gs1Holds(swapped) ? 0 : 1;
            }
        }
        assertThat(found).isGreaterThan(swaps * 8 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "2012345678900, RESTRICTED",
        "0212345678909, RESTRICTED",
        "0412345678903, RESTRICTED",
        "0512345678900, COUPON",
        "9811234567892, COUPON",
        "9912345678908, COUPON",
        "20123451,      RESTRICTED",
        "0000000000000, PLACEHOLDER",
        "1234567890128, PLACEHOLDER",
        "99999999999997, PLACEHOLDER",
        "4006381333930, CHECK_DIGIT",
        "400638133,     LENGTH",
        "123,           LENGTH",
        "n/a,           NOT_DIGITS",
        "90614141000411, VARIABLE_MEASURE",
    })
    void whatNamesNoProductEverywhereIsNoKey(String text, Why why) {
        String checked = why == Why.CHECK_DIGIT || why == Why.LENGTH || why == Why.NOT_DIGITS || why == Why.PLACEHOLDER
                ? text
                : text.substring(0, text.length() - 1) + CheckDigit.gs1(text.substring(0, text.length() - 1));
        assertThat(GtinText.read(checked)).isEqualTo(new Refused(why));
    }

    @Test
    void aCaseIsLinkedToItsItemAndIsNotTheSame() {
        Gtin box = new Gtin("10614141000415");
        assertThat(box.packOf().orElseThrow().printed()).isEqualTo("614141000418");
        assertThat(box.packOf().orElseThrow()).isNotEqualTo(box);
        assertThat(new Gtin("04006381333931").packOf()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"04252614, 042100005264", "01234531, 012300000451", "01234543, 012340000053", "01234558, 012345000058"})
    void aUpcEHasTheCheckDigitOfTheUpcAItStandsFor(String upcE, String upcA) {
        String body = upcA.substring(0, 11);
        Gtin expected = Gtin.completed(body);
        String checked = upcE.substring(0, 7) + expected.printed().charAt(11);
        assertThat(UpcE.expand(checked)).contains(expected);
        assertThat(UpcE.suppress(expected)).contains(checked);
        char wrong = checked.charAt(7) == '0' ? '1' : '0';
        assertThat(UpcE.expand(checked.substring(0, 7) + wrong)).isEmpty();
    }

    @Test
    void eightDigitsThatAreBothStayBoth() {
        String both = null;
        for (int body = 1_000_000; both == null && body < 1_999_999; body++) {
            String eight = body + String.valueOf(CheckDigit.gs1(String.valueOf(body)));
            both = UpcE.expand(eight).filter(Gtin::isKey).isPresent() ? eight : null;
        }
        assertThat(GtinText.read(both).gtins()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void booksHaveOneKeyWhicheverNumberIsStated() {
        Isbn ten = Isbn.read("0-306-40615-2").orElseThrow();
        Isbn thirteen = Isbn.read("ISBN 978-0-306-40615-7").orElseThrow();
        assertThat(ten).isEqualTo(thirteen);
        assertThat(ten.ten()).contains("0306406152");
        assertThat(Isbn.read("080442957x").orElseThrow().ten()).contains("080442957X");
        assertThat(new ProductKey.OfIsbn(ten).text()).isEqualTo(new ProductKey.OfGtin(thirteen.gtin()).text());
        assertThat(new ProductKey.OfIsbn(ten).trust()).isGreaterThan(ProductKey.Trust.GTIN);
        assertThat(Isbn.read("0306406153")).isEmpty();
    }

    @Test
    void bookNumbersOf979HaveNoOldFormAndMusicIsNoBook() {
        assertThat(Isbn.read("979-10-90636-07-1").orElseThrow().ten()).isEmpty();
        Gtin music = GtinText.read("979-0-2600-0043-8").gtins().getFirst();
        assertThat(music.purpose()).isEqualTo(Gtin.Purpose.MUSIC);
        assertThat(Isbn.read("9790260000438")).isEmpty();
        assertThatThrownBy(() -> new Isbn(music)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAsinOfABookIsItsIsbnAndNamesNothingElsewhere() {
        Asin book = Asin.read("amazon.com", "0306406152").orElseThrow();
        assertThat(book.isbn()).isEqualTo(Isbn.read("9780306406157"));
        assertThat(Asin.read("amazon.de", "B00CYG4J5U").orElseThrow().isbn()).isEmpty();
        assertThat(Asin.read("amazon.de", "b00cyg4j5u")).isNotEqualTo(Asin.read("amazon.fr", "b00cyg4j5u"));
        assertThat(Asin.read("amazon.de", "B00")).isEmpty();
    }

    @Test
    void aPartNumberIsAKeyOnlyWithItsBrandAndHoweverItIsSpelt() {
        assertThat(ProductKey.part("Bosch", "AC-3000"))
                .isEqualTo(ProductKey.part("BOSCH", "ac 3000"))
                .isPresent();
        assertThat(ProductKey.part("Bosch", "AC-3000")).isNotEqualTo(ProductKey.part("Makita", "AC-3000"));
        assertThat(ProductKey.part("", "AC-3000")).isEqualTo(Optional.empty());
        assertThat(ProductKey.part("Bosch", "XL")).isEmpty();
        assertThat(ProductKey.part("Bosch", "black")).isEmpty();
    }
}
