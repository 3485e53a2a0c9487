package dev.catchwater.testkit.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place at which two JSON values differ.
 *
 * @param path from the root, {@code $.items[2].price}
 * @param expected the value there, or {@code absent}
 * @param actual the value there, or {@code absent}
 */
public record JsonDifference(String path, String expected, String actual) {
    private static final int LIMIT = 10;

    /** The first ten places; the order of members does not count, that of items does. */
    public static List<JsonDifference> between(Json expected, Json actual) {
        var found = new ArrayList<JsonDifference>();
        compare("$", expected, actual, found);
        return found;
    }

    private static void compare(
            String path, @Nullable Json expected, @Nullable Json actual, List<JsonDifference> found) {
        if (found.size() == LIMIT || (expected != null && expected.equals(actual))) {
            return;
        }
        if (expected instanceof Json.Members(var wanted) && actual instanceof Json.Members(var had)) {
            Set<String> names = new LinkedHashSet<>(wanted.keySet());
            names.addAll(had.keySet());
            names.forEach(name -> compare(path + "." + name, wanted.get(name), had.get(name), found));
        } else if (expected instanceof Json.Items(var wanted) && actual instanceof Json.Items(var had)) {
            for (int i = 0; i < Math.max(wanted.size(), had.size()); i++) {
                compare(
                        path + "[" + i + "]",
                        i < wanted.size() ? wanted.get(i) : null,
                        i < had.size() ? had.get(i) : null,
                        found);
            }
        } else {
            found.add(new JsonDifference(path, shown(expected), shown(actual)));
        }
    }

    private static String shown(@Nullable Json value) {
        return value == null ? "absent" : value.toString();
    }
}
