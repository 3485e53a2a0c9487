package dev.catchwater.fairlead.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110 §8.8.3).
 *
 * @param opaque what stands between the quotes
 */
record EntityTag(boolean weak, String opaque) {
    /** Opaque tags may hold commas, never quotes. A tag without quotes is no tag to the RFC, but servers send them. */
    private static final Pattern TAG = Pattern.compile("(W/)?(?:\"([^\"]*+)\"|([^\",\\s]++))");

    static Optional<EntityTag> of(String value) {
        Matcher tag = TAG.matcher(value.strip());
        return tag.matches() ? Optional.of(of(tag)) : Optional.empty();
    }

    static List<EntityTag> listOf(List<String> lines) {
        List<EntityTag> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(String.join(",", lines));
        while (tag.find()) {
            tags.add(of(tag));
        }
        return tags;
    }

    private static EntityTag of(Matcher tag) {
        String quoted = tag.group(2);
        return new EntityTag(tag.group(1) != null, quoted == null ? tag.group(3) : quoted);
    }

    /** RFC 9110 §8.8.3.2: the same, weak or not. */
    boolean weaklyEquals(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** RFC 9110 §8.8.3.2: the same, and neither is weak. */
    boolean stronglyEquals(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }
}
