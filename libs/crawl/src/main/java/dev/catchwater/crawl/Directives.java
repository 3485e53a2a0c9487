package dev.catchwater.crawl;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one page asks of crawlers, by {@code X-Robots-Tag} fields or {@code <meta name="robots">} (draft-illyes-repext): those
 * for everybody and those for one crawler by its product token count together, and the stricter wins. What is not known here
 * ({@code nosnippet}, {@code max-snippet}, {@code unavailable_after} and others) is passed over.
 *
 * @param noindex it is not to be listed: nothing of it is kept
 * @param nofollow addresses on it are not to be followed
 * @param noarchive no copy of it is to be kept
 */
public record Directives(boolean noindex, boolean nofollow, boolean noarchive) {

    /** It asks for nothing. */
    public static final Directives NONE = new Directives(false, false, false);

    private static final int LONGEST = 2_000;
    private static final int MOST = 50;

    /** Directives with a value after a colon, which is no crawler's name. */
    private static final Set<String> VALUED =
            Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

    /**
     * What fields say, of which the first 50 are read, and 2,000 characters of each. A name before a colon holds for what
     * follows it in its field, up to the next name.
     *
     * @param fields the values of all {@code X-Robots-Tag} fields
     * @param token the crawler's product token
     */
    public static Directives ofFields(List<String> fields, String token) {
        Directives all = NONE;
        for (String field : fields.subList(0, Math.min(MOST, fields.size()))) {
            boolean ours = true;
            for (String part : cut(field).split(",", -1)) {
                String word = part.strip().toLowerCase(Locale.ROOT);
                int colon = word.indexOf(':');
                String name = colon < 0 ? "" : word.substring(0, colon).strip();
                if (colon >= 0 && !VALUED.contains(name)) {
                    ours = isOurs(name, token);
                    word = word.substring(colon + 1).strip();
                }
                all = ours ? all.and(word) : all;
            }
        }
        return all;
    }

    /**
     * What one {@code meta} element says.
     *
     * @param name of the element: {@code robots}, or a crawler's token
     */
    public static Directives ofMeta(String name, String content, String token) {
        if (!isOurs(name.strip(), token)) {
            return NONE;
        }
        Directives all = NONE;
        for (String part : cut(content).split(",", -1)) {
            all = all.and(part.strip().toLowerCase(Locale.ROOT));
        }
        return all;
    }

    /** Both together. */
    public Directives and(Directives other) {
        return new Directives(noindex || other.noindex, nofollow || other.nofollow, noarchive || other.noarchive);
    }

    private Directives and(String word) {
        return switch (word) {
            case "noindex" -> and(new Directives(true, false, false));
            case "nofollow" -> and(new Directives(false, true, false));
            case "noarchive" -> and(new Directives(false, false, true));
            case "none" -> and(new Directives(true, true, false));
            default -> this;
        };
    }

    private static boolean isOurs(String name, String token) {
        return name.equalsIgnoreCase("robots") || name.equals("*") || name.equalsIgnoreCase(token);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
