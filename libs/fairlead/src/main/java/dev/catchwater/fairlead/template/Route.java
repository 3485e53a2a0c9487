package dev.catchwater.fairlead.template;

/**
 * A template as spans and meters may show it: holes and names stay, literal values of the query are secrets, and so is a
 * parameter without one, which may be nothing else. Fragments are never sent.
 */
final class Route {
    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private boolean inQuery;
    private boolean inValue;

    private Route() {}

    /** @param template what follows the origin */
    static String of(String template) {
        Route route = new Route();
        String sent = template.split("\\{?#", 2)[0];
        for (int at = 0; at < sent.length(); at++) {
            if (sent.charAt(at) == '{') {
                int close = sent.indexOf('}', at);
                route.hole(sent.substring(at, close + 1));
                at = close;
            } else {
                route.literal(sent.charAt(at));
            }
        }
        return route.shown.isEmpty() ? "/" : route.shown.toString();
    }

    private void hole(String expression) {
        name.setLength(0);
        if (expression.startsWith("{?") || expression.startsWith("{&")) {
            inQuery = true;
            inValue = false;
        }
        shown.append(expression);
    }

    /** What encodes nothing may have begun a query before its literal {@code &}, too. */
    private void literal(char c) {
        if (c == '&' || (c == '?' && !inQuery)) {
            inQuery = true;
            inValue = false;
            name.setLength(0);
            shown.append(c);
        } else if (!inQuery) {
            shown.append(c);
        } else if (c == '=' && !inValue) {
            inValue = true;
            shown.append(name).append(c);
        } else if (!inValue) {
            name.append(c);
        }
    }
}
