package dev.catchwater.fairlead.page;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Location;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A link of a Link header (RFC 8288 §3).
 *
 * @param target as written, perhaps relative
 * @param parameters by lower-case name; of a repeated one the first (§3.3, §3.4.1)
 */
public record Link(String target, Map<String, String> parameters) {
    public Link {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The links of a header, in order; a field line that is none is left out as a whole, since nobody can say where in it
     * the links would be. At most 256 links, and lines of at most 16 KiB.
     */
    public static List<Link> parse(List<String> lines) {
        List<Link> links = new ArrayList<>();
        for (String line : lines) {
            links.addAll(new LinkParser(line).links());
        }
        return links.size() <= LinkParser.MAX_LINKS ? links : links.subList(0, LinkParser.MAX_LINKS);
    }

    /** Whether the link has this relation: one of the words of its rel, whatever the case. */
    public boolean isRel(String relation) {
        String words = parameters.getOrDefault("rel", "").toLowerCase(Locale.ROOT);
        return List.of(words.strip().split("[ \t]+")).contains(relation.toLowerCase(Locale.ROOT));
    }

    /**
     * Where it leads; empty if it is about something else than what answered (an anchor, §3.2), or no URI.
     *
     * @param base what answered
     */
    public Optional<URI> resolve(URI base) {
        if (parameters.containsKey("anchor")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Location.resolve(base, target));
        } catch (HttpException noUri) {
            return Optional.empty();
        }
    }
}
