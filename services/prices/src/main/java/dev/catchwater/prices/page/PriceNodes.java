package dev.catchwater.prices.page;

import dev.catchwater.prices.money.PriceText;
import dev.catchwater.prices.money.ReadPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** Finds the price of a page that says nothing for machines: every short text that reads like one is weighed. */
final class PriceNodes {

    private static final int LONGEST = 42;
    private static final int MOST = 600;
    private static final int MOST_LOOKS = 20_000;
    private static final int MOST_NODES = 500;
    private static final Pattern NUMBER = Pattern.compile("\\d");
    private static final Pattern CENTS = Pattern.compile("\\d{2}");

    private final IdentityHashMap<Element, Integer> places = new IdentityHashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final int heading;
    private int elements;
    private int looks;

    private PriceNodes(Document page) {
        Element body = page.body();
        for (Element element : body.getAllElements()) {
            places.put(element, elements++);
        }
        Element title = heading(page);
        heading = title == null ? elements / 4 : places.getOrDefault(title, elements / 4);
        body.getAllElements().forEach(this::look);
    }

    /** The likeliest price, and the price struck through beside it. */
    static Optional<Found> of(Document page) {
        return new PriceNodes(page).best();
    }

    static @Nullable Element heading(Document page) {
        String title = page.select("meta[property=og:title]").attr("content");
        String wanted = title.isEmpty() ? page.title() : title;
        return page.select("h1").stream()
                .filter(h1 -> !h1.text().isBlank())
                .max(Comparator.comparingDouble(h1 -> Words.alike(h1.text(), wanted)))
                .orElse(null);
    }

    private void look(Element element) {
        if (candidates.size() >= MOST
                || looks >= MOST_LOOKS
                || !NUMBER.matcher(element.ownText()).find()
                || Hidden.is(element)) {
            return;
        }
        looks++;
        Element whole = whole(element);
        if (candidates.stream().anyMatch(known -> known.element.equals(whole))) {
            return;
        }
        String text = text(whole);
        ReadPrice read =
                text.length() > LONGEST ? PriceText.read(null, null, PriceText.Style.ANY) : PriceText.read(text);
        BigDecimal amount = read.amount();
        boolean named = Weights.namesPrice(whole);
        if (amount == null || amount.signum() <= 0 || (read.symbol() == null && !named)) {
            return;
        }
        boolean above = Hidden.above(whole);
        double weight = Weights.of(whole, text, read.symbol() != null, above);
        candidates.add(
                new Candidate(whole, text, amount, read.currency(), weight + nearness(whole), Weights.isStruck(whole)));
    }

    // $ and 12 and 99 may be three elements: the smallest one that holds all of them, and nothing else.
    private static Element whole(Element element) {
        Element whole = element;
        for (int up = 0; up < 3; up++) {
            Element parent = whole.parent();
            if (parent == null || parent.normalName().equals("body") || parent.childrenSize() > 5) {
                break;
            }
            String text = text(parent);
            boolean one = text.length() <= 22 && (text.length() - text(whole).length()) <= 8;
            if (!one || isSeveral(parent, whole)) {
                break;
            }
            whole = parent;
        }
        return whole;
    }

    private static boolean isSeveral(Element parent, Element whole) {
        return Weights.isStruck(parent) != Weights.isStruck(whole)
                || parent.children().stream().anyMatch(child -> !child.equals(whole) && Weights.isStruck(child));
    }

    /** The text with raised cents after a point. */
    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        int[] nodes = {0};
        element.filter((Node node, int depth) -> {
            // Elements within each other all hold the rest of the page.
            if (text.length() > LONGEST * 2 || ++nodes[0] > MOST_NODES) {
                return NodeFilter.FilterResult.STOP;
            }
            if (node instanceof TextNode words) {
                Element parent = words.parent();
                String piece = words.text();
                boolean cents = parent != null
                        && (parent.normalName().equals("sup") || Weights.isCents(parent))
                        && CENTS.matcher(piece.strip()).matches();
                if (cents && !text.isEmpty() && Character.isDigit(last(text))) {
                    text.append('.').append(piece.strip());
                } else {
                    text.append(piece, 0, Math.min(piece.length(), LONGEST * 2 + 1));
                }
            }
            return NodeFilter.FilterResult.CONTINUE;
        });
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private static char last(StringBuilder text) {
        int end = text.length() - 1;
        while (end > 0 && text.charAt(end) == ' ') {
            end--;
        }
        return text.charAt(end);
    }

    private double nearness(Element element) {
        int distance = places.getOrDefault(element, elements) - heading;
        double share = Math.abs(distance) / (double) Math.max(elements, 1);
        // Prices stand below the heading; what stands far above it is a menu or a basket.
        return distance >= 0 ? 3 * Math.exp(-6 * share) : 1.5 * Math.exp(-12 * share);
    }

    private Optional<Found> best() {
        Map<BigDecimal, Integer> often = new HashMap<>();
        Map<String, Integer> alike = new HashMap<>();
        candidates.forEach(one -> {
            often.merge(one.amount.stripTrailingZeros(), 1, Integer::sum);
            alike.merge(Weights.signature(one.element), 1, Integer::sum);
        });
        Comparator<Candidate> byScore = Comparator.comparingDouble(one -> one.weight
                + Math.log(often.getOrDefault(one.amount.stripTrailingZeros(), 1))
                - (alike.getOrDefault(Weights.signature(one.element), 1) > 3 ? 2 : 0));
        return candidates.stream()
                .filter(one -> !one.struck)
                .max(byScore)
                .filter(one -> one.weight > 0)
                .map(one -> new Found(one.price(), list(one), one.element));
    }

    private @Nullable FoundPrice list(Candidate price) {
        int place = places.getOrDefault(price.element, 0);
        return candidates.stream()
                .filter(one -> one.struck && one.amount.compareTo(price.amount) > 0)
                .filter(one -> Math.abs(places.getOrDefault(one.element, 0) - place) <= 25)
                .findFirst()
                .map(Candidate::price)
                .orElse(null);
    }

    /**
     * What was found.
     *
     * @param list the price struck through beside it
     */
    record Found(FoundPrice price, @Nullable FoundPrice list, Element element) {

        /** Whether it says that another price is the one from before. */
        boolean replaces(FoundPrice other) {
            return list != null
                    && other.amount().compareTo(price.amount()) > 0
                    && other.amount().compareTo(list.amount()) == 0;
        }
    }

    private record Candidate(
            Element element,
            String text,
            BigDecimal amount,
            @Nullable String currency,
            double weight,
            boolean struck) {

        FoundPrice price() {
            return new FoundPrice(amount, currency, new Evidence(Syntax.TEXT, Weights.signature(element), text));
        }
    }
}
