package dev.catchwater.prices.source.lists;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses that lists name. */
final class Addresses {

    private static final int LONGEST = 2_000;

    private Addresses() {}

    /** An http or https address, seen from the list; null if it is none. */
    static @Nullable URI resolve(URI list, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            return null;
        }
        try {
            URI address = list.resolve(text.strip());
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return web && address.getHost() != null ? address : null;
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    /** The same address with another value of a query parameter. */
    static URI with(URI address, String name, String value) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        StringBuilder rest = new StringBuilder();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty() && !part.startsWith(name + "=")) {
                rest.append(part).append('&');
            }
        }
        String bare = address.toString();
        int cut = bare.indexOf('?') >= 0 ? bare.indexOf('?') : bare.length();
        return URI.create(bare.substring(0, cut) + "?" + rest + name + "=" + value);
    }

    /** A query parameter that is a number from 1 to a most; what it is if there is none. */
    static int number(URI address, String name, int otherwise, int most) {
        String text = parameter(address, name);
        return text != null && text.matches("[0-9]{1,6}") ? Math.clamp(Integer.parseInt(text), 1, most) : otherwise;
    }

    static @Nullable String parameter(URI address, String name) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String part : query.split("&", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return null;
    }
}
