package dev.catchwater.prices.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Reads schema.org from attributes: microdata (HTML §5.2) and RDFa Lite 1.1, which differ in their attributes' names. */
final class Embedded {

    private static final int MOST_ITEMS = 5_000;
    private static final int LONGEST = 2_000;
    private static final int MOST_REFS = 200;
    private static final int MOST_NAMES = 20;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Syntax syntax;
    private final IdentityHashMap<Element, Item> items = new IdentityHashMap<>();
    private final List<Item> top = new ArrayList<>();
    private final IdentityHashMap<Element, Item> borrowers = new IdentityHashMap<>();
    private final IdentityHashMap<Element, Item> opened = new IdentityHashMap<>();

    private Embedded(Syntax syntax) {
        this.syntax = syntax;
    }

    static List<Item> microdata(Document page) {
        return new Embedded(Syntax.MICRODATA).read(page);
    }

    static List<Item> rdfa(Document page) {
        return page.selectFirst("[typeof]") == null ? List.of() : new Embedded(Syntax.RDFA).read(page);
    }

    private List<Item> read(Document page) {
        refs(page);
        Deque<Item> open = new ArrayDeque<>();
        // An item is open while its element is; jsoup's walk tells both ends.
        page.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    enter(element, open);
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && opened.remove(element) != null) {
                    open.pop();
                }
            }
        });
        return top;
    }

    // itemref: an item may name elements elsewhere whose properties are its own.
    private void refs(Document page) {
        if (syntax != Syntax.MICRODATA) {
            return;
        }
        List<Element> all =
                page.select("[itemscope][itemref]").stream().limit(MOST_REFS).toList();
        Map<String, Element> byId = all.isEmpty() ? Map.of() : byId(page);
        for (Element element : all) {
            Item item = items.computeIfAbsent(element, e -> new Item(syntax));
            SPACE.splitAsStream(element.attr("itemref"))
                    .limit(MOST_REFS)
                    .flatMap(id -> Stream.ofNullable(byId.get(id)))
                    .filter(other -> !other.equals(element))
                    .forEach(other -> borrowers.put(other, item));
        }
    }

    private static Map<String, Element> byId(Document page) {
        Map<String, Element> byId = new HashMap<>();
        page.select("[id]").forEach(element -> byId.putIfAbsent(element.id(), element));
        return byId;
    }

    private void enter(Element element, Deque<Item> open) {
        String property = element.attr(syntax == Syntax.MICRODATA ? "itemprop" : "property");
        boolean scope = element.hasAttr(syntax == Syntax.MICRODATA ? "itemscope" : "typeof");
        Item borrower = borrowers.get(element);
        Item owner = borrower != null ? borrower : open.peek();
        if (!scope) {
            if (!property.isBlank() && owner != null) {
                add(owner, property, value(element));
            }
            if (borrower != null) {
                open(element, borrower, open);
            }
        } else if (items.size() <= MOST_ITEMS) {
            scope(element, property, owner, open);
        }
    }

    private void scope(Element element, String property, @Nullable Item owner, Deque<Item> open) {
        Item item = items.computeIfAbsent(element, e -> new Item(syntax));
        Optional.of(element.attr(syntax == Syntax.MICRODATA ? "itemtype" : "typeof"))
                .filter(types -> !types.isBlank())
                .ifPresent(types ->
                        SPACE.splitAsStream(types.strip()).limit(MOST_NAMES).forEach(item::type));
        item.id(element.hasAttr("itemid") ? element.attr("itemid") : null);
        if (property.isBlank() || owner == null) {
            top.add(item);
        } else {
            add(owner, property, item);
        }
        open(element, item, open);
    }

    private void open(Element element, Item item, Deque<Item> open) {
        opened.put(element, item);
        open.push(item);
    }

    private static void add(Item owner, String properties, Object value) {
        SPACE.splitAsStream(properties.strip()).limit(MOST_NAMES).forEach(name -> owner.add(name, value));
    }

    private static String value(Element element) {
        if (element.hasAttr("content")) {
            return cut(element.attr("content"));
        }
        String by = switch (element.normalName()) {
            case "a", "area", "link" -> "href";
            case "img", "audio", "embed", "iframe", "source", "track", "video" -> "src";
            case "object" -> "data";
            case "data", "meter" -> "value";
            case "time" -> "datetime";
            default -> "";
        };
        return cut(!by.isEmpty() && element.hasAttr(by) ? element.attr(by) : Texts.first(element, LONGEST));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
