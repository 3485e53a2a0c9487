package dev.catchwater.prices.page;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The beginnings of texts: an element may hold the whole page, and be one of thousands within each other that do. */
final class Texts {

    /** Elements without text are passed over, but not without end. */
    private static final int MOST_NODES = 2_000;

    private Texts() {}

    /** What people see of an element, up to so many characters and some more. */
    static String first(Element element, int longest) {
        StringBuilder text = new StringBuilder();
        int[] nodes = {0};
        element.filter((Node node, int depth) -> {
            if (text.length() > longest || ++nodes[0] > MOST_NODES) {
                return NodeFilter.FilterResult.STOP;
            }
            if (node instanceof TextNode words) {
                String all = words.text();
                text.append(all, 0, Math.min(all.length(), longest + 1));
            } else if (node instanceof Element inner && inner.isBlock() && !text.isEmpty()) {
                text.append(' ');
            }
            return NodeFilter.FilterResult.CONTINUE;
        });
        return text.toString().replaceAll("\\s+", " ").strip();
    }
}
