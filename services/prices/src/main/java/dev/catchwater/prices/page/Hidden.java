package dev.catchwater.prices.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Whether people see an element, as far as that can be told without its style sheets. */
final class Hidden {

    private static final Set<String> NEVER =
            Set.of("script", "style", "noscript", "template", "head", "option", "svg", "iframe");

    private static final int LONGEST = 1_000;

    private Hidden() {}

    /** Whether it hides itself. */
    static boolean is(Element element) {
        if (NEVER.contains(element.normalName()) || element.hasAttr("hidden")) {
            return true;
        }
        String style = style(element);
        if (style.isEmpty()) {
            return false;
        }
        String bare = style.toLowerCase(Locale.ROOT).replace(" ", "");
        return bare.contains("display:none") || bare.contains("visibility:hidden");
    }

    /** The beginning of what it says of its looks. */
    static String style(Element element) {
        String style = element.attr("style");
        return style.length() > LONGEST ? style.substring(0, LONGEST) : style;
    }

    /** Whether something around it hides it. */
    static boolean above(Element element) {
        for (Element at = element; at != null; at = at.parent()) {
            if (is(at)) {
                return true;
            }
        }
        return false;
    }
}
