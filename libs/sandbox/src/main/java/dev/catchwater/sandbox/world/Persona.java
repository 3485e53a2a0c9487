package dev.catchwater.sandbox.world;

import java.util.List;

/**
 * Someone who writes.
 *
 * @param handle user name, {@code [a-z0-9_]}
 * @param bio one or two sentences of plain text
 * @param language BCP 47 primary tag of what they write
 * @param topics hashtags without {@code #}; what they write about
 * @param postsPerDay mean number of posts a day at pace 1
 * @param peakHour UTC hour (0–23) around which they write most
 */
public record Persona(
        String handle,
        String name,
        String bio,
        String language,
        List<String> topics,
        double postsPerDay,
        int peakHour) {

    /** A small square portrait, as an SVG document: initials on a colour of their own. */
    public String portrait() {
        int hue = Math.floorMod(handle.hashCode() * 47, 360);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">\
                <rect width="96" height="96" rx="18" fill="hsl(%d 45%% 42%%)"/>\
                <text x="48" y="61" font-family="sans-serif" font-size="36" fill="#fff" text-anchor="middle">%s</text></svg>
                """.formatted(hue, initials()).strip();
    }

    private String initials() {
        var letters = new StringBuilder();
        for (String word : name.split(" ", -1)) {
            if (!word.isEmpty() && letters.length() < 2) {
                letters.append(word.charAt(0));
            }
        }
        return letters.toString();
    }
}
