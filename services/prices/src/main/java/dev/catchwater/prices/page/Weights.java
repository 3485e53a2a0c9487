package dev.catchwater.prices.page;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What an element's names, place and words say for and against its text being the price. */
final class Weights {

    private static final Pattern PRICE =
            Pattern.compile("pric|preis|prix|prezz|preci|preco|cena|cijen|hind|kaina|amount|kosten|betrag|jiage");
    private static final Pattern OURS = Pattern.compile(
            "our|sale|special|current|final|actual|deal|buybox|buying|newprice|pricenew|price-new|main|product-price|price-large|selling|discounted|promo|offer-price|price_now|akt");
    private static final Pattern OLD = Pattern.compile(
            "old|was|strike|struck|cross|line-?through|rrp|msrp|uvp|regular|before|listprice|list-price|basisprice|originalprice|original-price|compare|prev|stara|vanha|ancien|anterior|barred|barrat|full-price|fullprice");
    private static final Pattern OTHER = Pattern.compile(
            "ship|deliver|versand|livraison|saving|save|discount-amount|unit-price|unitprice|per-unit|baseprice|grundpreis|install|month|rate|finance|credit|tax|vat|shipping|points|coupon|voucher|threshold|minimum|fee|deposit|tradein|trade-in");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "relat|recommend|similar|carousel|slider|swiper|cross-?sell|up-?sell|bundle|accessor|also|recent|viewed|history|sponsor|advert|banner|widget-|tile|teaser|listing|grid|compar|swatch|suggest|popular|bestsell|together|bought");
    private static final Pattern FRAME = Pattern.compile(
            "header|footer|nav|menu|mini-?cart|basket|sidebar|breadcrumb|modal|popup|cookie|filter|facet");
    private static final Pattern CENTS = Pattern.compile("cent|decimal|fraction|kopeck|haler|ore\\b|\\bsup\\b");
    private static final Pattern PER = Pattern.compile(
            "(?:/|\\bper\\b|\\bpro\\b|\\bje\\b|\\bpar\\b|\\bal\\b)\\s*(?:\\d+\\s*)?(?:kg|g|l|ml|100|m2|m²|stk|stück|unit|item|month|mo\\b|unité|mois|monat|mes)|%|\\+|\\bfrom\\b.*\\bfrom\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Set<String> STRUCK = Set.of("del", "s", "strike");

    private Weights() {}

    static double of(Element element, String text, boolean hasSymbol, boolean hidden) {
        double weight = hasSymbol ? 2 : 0;
        weight += own(names(element));
        weight -= PER.matcher(text).find() ? 3 : 0;
        weight -= text.length() > 20 ? 1 : 0;
        weight -= hidden ? 3 : 0;
        weight -= text.startsWith("(") || text.startsWith("-") || text.startsWith("+") ? 2 : 0;
        double fading = 1;
        Element at = element.parent();
        for (int up = 0; up < 9 && at != null && !at.normalName().equals("body"); up++) {
            weight += fading * around(at, up);
            fading *= 0.85;
            at = at.parent();
        }
        return weight;
    }

    private static double own(String names) {
        double weight = PRICE.matcher(names).find() ? 3 : 0;
        weight += OURS.matcher(names).find() ? 1.5 : 0;
        weight -= OLD.matcher(names).find() ? 3 : 0;
        weight -= OTHER.matcher(names).find() ? 2.5 : 0;
        return weight - (ELSEWHERE.matcher(names).find() ? 1.5 : 0);
    }

    private static double around(Element at, int up) {
        String names = names(at);
        double weight = at.normalName().equals("a") && at.hasAttr("href") && up < 5 ? -1.5 : 0;
        weight += up < 4 && PRICE.matcher(names).find() ? 1 : 0;
        weight -= up < 3 && OLD.matcher(names).find() ? 1.5 : 0;
        weight -= up < 4 && OTHER.matcher(names).find() ? 1.2 : 0;
        weight -= ELSEWHERE.matcher(names).find() ? 1.2 : 0;
        weight -= FRAME.matcher(names).find() || isFrame(at) ? 1.2 : 0;
        weight -= at.normalName().equals("li") ? 0.6 : 0;
        return weight;
    }

    private static boolean isFrame(Element at) {
        return switch (at.normalName()) {
            case "header", "footer", "nav", "aside", "select" -> true;
            default -> false;
        };
    }

    static boolean namesPrice(Element element) {
        Element parent = element.parent();
        return PRICE.matcher(names(element)).find()
                || (parent != null && PRICE.matcher(names(parent)).find());
    }

    static boolean isCents(Element element) {
        return CENTS.matcher(names(element)).find();
    }

    static boolean isStruck(Element element) {
        Element at = element;
        for (int up = 0; up < 3 && at != null; up++) {
            String style = Hidden.style(at);
            if (STRUCK.contains(at.normalName())
                    || style.contains("line-through")
                    || (up < 2
                            && OLD.matcher(names(at)).find()
                            && PRICE.matcher(names(at)).find())) {
                return true;
            }
            at = at.parent();
        }
        return false;
    }

    private static String names(Element element) {
        String names = cut(element.className()) + " " + cut(element.id()) + " " + cut(element.attr("data-testid")) + " "
                + cut(element.attr("itemprop"));
        return cut(names).toLowerCase(Locale.ROOT);
    }

    private static String cut(String names) {
        return names.length() > 300 ? names.substring(0, 300) : names;
    }

    /** Where an element stands, without its number among its siblings: the tiles of a list have one. */
    static String signature(Element element) {
        StringBuilder path = new StringBuilder();
        Element at = element;
        for (int up = 0; up < 4 && at != null && !at.normalName().equals("body"); up++) {
            String classes = cut(at.className()).strip().replaceAll("\\s+", ".");
            String step = at.normalName() + (classes.isEmpty() ? "" : "." + classes);
            path.insert(0, (up == 0 ? "" : ">")).insert(0, step.length() > 60 ? step.substring(0, 60) : step);
            at = at.parent();
        }
        return path.toString();
    }
}
