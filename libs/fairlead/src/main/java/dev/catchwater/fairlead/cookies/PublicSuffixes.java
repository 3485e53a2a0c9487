package dev.catchwater.fairlead.cookies;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.regex.Pattern;

/** The domains under which strangers register names (publicsuffix.org), its private part included. */
final class PublicSuffixes {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[.*");

    private PublicSuffixes() {}

    /** Reads the list, which takes long; once for all. */
    static void load() {
        EffectiveTldFinder.getInstance();
    }

    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** Whether no cookie may be shared below it. Of a top-level domain that is not listed, it alone. */
    static boolean isPublic(String domain) {
        String name = withoutDot(domain);
        return EffectiveTldFinder.getEffectiveTLD(name, false) == null
                ? name.indexOf('.') < 0
                : EffectiveTldFinder.getAssignedDomain(name, true, false) == null;
    }

    /** The name that somebody registered, e.g. {@code example.co.uk} of {@code www.example.co.uk}; else the host itself. */
    static String site(String host) {
        String name = withoutDot(host);
        if (isAddress(name) || isPublic(name)) {
            return name;
        }
        if (EffectiveTldFinder.getEffectiveTLD(name, false) != null) {
            return EffectiveTldFinder.getAssignedDomain(name, true, false);
        }
        int dot = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        return name.substring(dot + 1);
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
