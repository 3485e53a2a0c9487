package dev.catchwater.fairlead.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Templates are a program's, and few; but nothing keeps a caller from writing any number of them. */
final class Routes {
    static final int MAX = 256;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Whether it is one of the first {@value #MAX}. */
    boolean knows(String template) {
        boolean counts = known.contains(template) || known.size() < MAX;
        if (counts) {
            known.add(template);
        }
        return counts;
    }
}
