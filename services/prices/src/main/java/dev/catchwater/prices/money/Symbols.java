package dev.catchwater.prices.money;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How currencies are written. Signs and codes are looked for first, in the price and then near it; after them what may
 * also be a word of its own (kr, Rs, р.); last, single letters, which count only if nothing else stands by the number.
 */
final class Symbols {

    /** ISO code (- if it may be several), then how it is written. */
    private static final String SIGNS = """
            USD US$|US $|U$S
            AUD A$|AU$|AU $|AUD$
            CAD CA$|C$|CAN$|CAD$|CDN$
            NZD NZ$|NZD$
            HKD HK$
            SGD S$|SG$
            TWD NT$
            BRL R$
            MXN MX$|Mex$
            JMD J$
            NAD N$
            TTD TT$
            BBD Bds$
            GYD G$|GY$
            BOB $b
            - $|＄|¥|￥|₨|¢
            EUR €
            GBP £|￡
            EGP E£|جنيه
            - ₤|₶
            JPY 円
            CNY 元|圆|圓|人民币
            KRW ₩|원
            INR ₹|ரூ
            RUB ₽|рублей|рубля|руб.|руб
            UAH ₴|грн.|грн
            ILS ₪|ש״ח|ש"ח|ש'ח
            VND ₫|VNĐ
            THB ฿|บาท
            NGN ₦
            PHP ₱
            PYG ₲
            CRC ₡
            TRY ₺
            KZT ₸
            AZN ₼
            GEL ₾|ლარი|ლ
            GHS ₵
            - Ƀ
            RWF R₣
            CZK Kč|kč|KČ
            PLN zł|ZŁ|Zł
            AED درهم|د.إ
            SAR ريال|ر.س
            """;

    /** Common enough as words, or parts of them, to come second. */
    private static final String WORDS = """
            RUB р.|Р|р|Rbl
            - kr.|kr|Kr|KR|kr:-
            - Rs.|Rs|RS|rs
            IDR Rp.|Rp|RP
            KWD KD|K.D.|د.ك|دينار كويتي
            HUF Ft|FT
            TRY TL
            BGN лв.|лв
            MYR RM
            CHF Fr.|SFr.|SFr|Fr|CHf|chf
            RON lei|Lei|LEI
            HRK kn|Kn
            PLN zl
            JPY yen
            CNY yuan
            AED Dhs|Dh|DH|Dhs.
            KES KShs|KSh|Ksh
            ILS nis|NIS
            UAH hrn
            GEL lari
            GBP stg|pound|GBp
            UZS so'm|Sʻ|S'
            - som|franc|francs|din|din.|Дин|дин
            RWF FRw|RF
            GHS GFr
            BIF Fbu
            MMK Ks
            VUV Vt
            AOA kwz
            MKD ден|ДЕН|mkd
            BAM KM|км
            KGS с
            KZT тг
            NZD nzd
            CAD CND
            TWD NT
            LKR රු
            EGP ج.م
            BHD .د.ب
            DZD دج|د.ج
            IQD ع.د|د.ع
            LYD ل.د|د.ل
            SDG ج.س.|ج.س
            TND د.ت
            JOD د.أ|د.ا|دينار أردني
            - دينار|د.
            MAD د.م
            OMR ر.ع
            QAR ر.ق
            YER ر.ي
            SYP ل.س
            LBP ل.ل
            - ش.ج|ش.ص|نافكا|ናቕፋ
            ETB ብር
            """;

    private static final Set<String> BARE = Set.of(
            "q", "Q", "P", "E", "D", "L", "K", "G", "R", "Ar", "MT", "SPL", "ID", "Nu", "Re", "S/", "Sl", "Esc", "BTC",
            "M");

    /** Codes that are also English words in capitals. */
    private static final Set<String> WORDLIKE = Set.of(
            "ALL", "TOP", "TRY", "CUP", "PEN", "GEL", "SOS", "MAD", "COP", "AMD", "MOP", "BOB", "ANG", "LAK", "RON",
            "BAM", "XXX", "XTS");

    private static final Map<String, String> CURRENCIES = new HashMap<>();
    private static final Map<Character, List<String>> FIRST = table(SIGNS, code -> !WORDLIKE.contains(code));
    private static final Map<Character, List<String>> SECOND = table(WORDS, WORDLIKE::contains);
    private static final Pattern BESIDES = Pattern.compile("[\\d\\s.,']+");

    private Symbols() {}

    /** The first symbol that stands in the price, else near it; null if there is none. */
    static @Nullable String find(@Nullable String price, @Nullable String near) {
        for (Map<Character, List<String>> table : List.of(FIRST, SECOND)) {
            for (String text : Arrays.asList(price, near)) {
                String symbol = text == null ? null : first(text, table);
                if (symbol != null) {
                    // 1128240 рублей: the word's stem, as it is written beside other numbers.
                    return symbol.startsWith("рубл") ? "руб" : symbol;
                }
            }
        }
        String rest = price == null ? "" : BESIDES.matcher(price).replaceAll("");
        return BARE.contains(rest) ? rest : null;
    }

    /** The ISO 4217 code; null if there is none, or several. */
    static @Nullable String currency(String symbol) {
        return CURRENCIES.get(symbol);
    }

    // By first letters, the longest first: a pattern of three hundred alternatives took half of the time of a page.
    private static Map<Character, List<String>> table(String table, Predicate<String> codes) {
        Stream<String> written = table.lines().flatMap(Symbols::line);
        Stream<String> iso = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .filter(codes)
                .peek(code -> CURRENCIES.put(code, code));
        return Stream.concat(written, iso)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.groupingBy(symbol -> symbol.charAt(0)));
    }

    private static @Nullable String first(String text, Map<Character, List<String>> table) {
        for (int i = 0; i < text.length(); i++) {
            for (String symbol : table.getOrDefault(text.charAt(i), List.of())) {
                if (text.startsWith(symbol, i) && stands(text, i, symbol)) {
                    return symbol;
                }
            }
        }
        return null;
    }

    private static Stream<String> line(String line) {
        int space = line.indexOf(' ');
        String code = line.substring(0, space);
        List<String> all = List.of(line.substring(space + 1).split("\\|"));
        if (!code.equals("-")) {
            all.forEach(symbol -> CURRENCIES.put(symbol, code));
        }
        return all.stream();
    }

    // A symbol that begins or ends with a letter is no part of a longer word; Chinese puts no spaces between.
    private static boolean stands(String text, int at, String symbol) {
        int end = at + symbol.length();
        boolean before = at > 0 && joins(symbol.codePointAt(0)) && joins(text.codePointBefore(at));
        boolean after =
                end < text.length() && joins(symbol.codePointBefore(symbol.length())) && joins(text.codePointAt(end));
        return !before && !after;
    }

    private static boolean joins(int letter) {
        return Character.isLetter(letter) && Character.UnicodeScript.of(letter) != Character.UnicodeScript.HAN;
    }
}
