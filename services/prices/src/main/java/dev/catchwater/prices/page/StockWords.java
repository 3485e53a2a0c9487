package dev.catchwater.prices.page;

import dev.catchwater.prices.offer.Availability;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What the words on a page say of whether the thing can be had. */
final class StockWords {

    private static final Pattern GONE =
            Pattern.compile("(?:currently|temporarily|is|now|product|item|no longer) (?:un|not )available"
                    + "|out of stock|sold out|not in stock|no longer available|no longer for sale|discontinued"
                    + "|nicht (?:mehr )?verfügbar|nicht (?:mehr )?lieferbar|nicht auf lager|ausverkauft|vergriffen"
                    + "|indisponible|rupture de stock|épuisé|plus disponible|non disponibile|esaurito|terminato"
                    + "|agotado|sin stock|no disponible|fuera de stock|esgotado|indisponível|sem estoque|produto indisponível"
                    + "|niet (?:meer )?(?:op voorraad|leverbaar|beschikbaar)|uitverkocht|slutsåld|ej i lager|ikke på lager|udsolgt|utsolgt"
                    + "|loppu(?:unmyyty)?|ei saatavilla|niedostępny|brak w magazynie|wyprzedan|vyprod[aá]n|nedostupn|nie je skladom"
                    + "|není skladem|elfogyott|nincs raktáron|нет в наличии|немає в наявності|распродан|stokta yok|tükendi|rasprodano"
                    + "|nav pieejams|läbi müüdud|išparduota|stoc epuizat|indisponibil|εξαντλ|אזל|غير متوفر|نفدت|品切れ|在庫切れ|売り切れ"
                    + "|缺货|售罄|已售完|完售|품절|일시품절|매진|habis|hết hàng|สินค้าหมด");
    private static final Pattern BUY =
            Pattern.compile("add to (?:cart|basket|bag|trolley)|buy (?:it )?now|place bid|checkout"
                    + "|in den (?:waren|einkaufs)(?:korb|wagen)|jetzt kaufen|bestellen|ajouter au panier|acheter|ajouter à mon panier"
                    + "|aggiungi al carrello|acquista|añadir (?:al carrito|a la cesta)|agregar al carro|agregar|comprar|adicionar ao carrinho"
                    + "|in winkelwagen|in winkelmand|lägg i varukorg|köp|læg i kurv|legg i handlekurv|kjøp|lisää ostoskoriin|lisa ostukorvi"
                    + "|do koszyka|do košíka|do košíku|kúpiť|koupit|kosárba|в корзину|купить|купити|у кошик|sepete ekle|u košaricu|kupi"
                    + "|adaugă în coș|ielikt grozā|pirkt|į krepšelį|στο καλάθι|הוסף לסל|קנה|أضف إلى|カートに入れる|購入|加入购物车|加入購物車|立即購買"
                    + "|장바구니|구매|beli|mua ngay|หยิบใส่");
    private static final int SHORT = 90;

    /** Elements that are looked at in one box: what stands further down speaks of other things. */
    private static final int MOST = 3_000;

    private StockWords() {}

    /** What is said near the thing itself; unknown if nothing is. */
    static Availability of(Document page, Element near) {
        Element box = near;
        Set<Element> looked = Collections.newSetFromMap(new IdentityHashMap<>());
        // A page's tiles speak of other things: only what stands with the price and the heading counts.
        for (int up = 0; up < 12 && box.parent() != null && !box.normalName().equals("body"); up++) {
            Availability said = within(box, looked);
            if (said != Availability.UNKNOWN) {
                return said;
            }
            box = box.parent();
            if (box.select("h1").size() > 0 && box.select("a[href]").size() > 150) {
                break;
            }
        }
        return within(box, looked);
    }

    // What was looked at on the way up said nothing, so it is not looked at again.
    private static Availability within(Element box, Set<Element> looked) {
        boolean buy = false;
        int fresh = 0;
        for (Element element : box.getAllElements()) {
            if (!looked.add(element) || Hidden.is(element)) {
                continue;
            }
            if (++fresh > MOST) {
                break;
            }
            String own = element.ownText();
            if (own.isEmpty()) {
                own = button(element);
            }
            if (own.isEmpty() || own.length() > SHORT) {
                continue;
            }
            String text = own.toLowerCase(Locale.ROOT);
            if (GONE.matcher(text).find() && !Hidden.above(element) && !isOneOfSeveral(element)) {
                return Availability.OUT_OF_STOCK;
            }
            buy |= BUY.matcher(text).find();
        }
        return buy ? Availability.IN_STOCK : Availability.UNKNOWN;
    }

    // Buttons hold all that they may come to say, and style sheets show one of it: "Add to basket", "Sold out".
    private static boolean isOneOfSeveral(Element element) {
        Element parent = element.parent();
        return parent != null
                && parent.childrenSize() > 1
                && said(parent).length() < SHORT * 2
                && BUY.matcher(said(parent).toLowerCase(Locale.ROOT)).find();
    }

    private static String said(Element element) {
        return Texts.first(element, SHORT * 2);
    }

    private static String button(Element element) {
        return switch (element.normalName()) {
            case "input" -> element.attr("value");
            case "button" -> element.attr("title");
            default -> "";
        };
    }
}
