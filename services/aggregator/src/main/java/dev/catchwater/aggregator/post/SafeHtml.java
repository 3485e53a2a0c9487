package dev.catchwater.aggregator.post;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * One policy for the HTML of all platforms: rebuilt from parsed events by the OWASP sanitiser, never by search and
 * replace. Paragraphs, lists, quotes, code and emphasis stay; links stay if http or https and are marked as foreign;
 * pictures become links to themselves, so that reading a post contacts nobody; everything else goes.
 */
public final class SafeHtml {

    /** What one post may bring, in characters; the rest is cut off. */
    public static final int MAX_LENGTH = 256 * 1024;

    private static final Set<String> BLOCKS =
            Set.of("p", "br", "li", "ul", "ol", "pre", "blockquote", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Pattern CLASSES =
            Pattern.compile("(?:h|p|u|dt|e)-[a-z0-9-]{1,32}|mention|hashtag|ellipsis|invisible");
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "a", "span", "em", "strong", "b", "i", "u", "del", "code", "pre")
            .allowElements("blockquote", "ul", "ol", "li")
            .allowUrlProtocols("http", "https")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("class")
            .matching((element, attribute, value) -> knownClasses(value))
            .onElements("a", "span")
            .allowAttributes("start", "reversed")
            .onElements("ol")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer", "ugc")
            .toFactory();

    private SafeHtml() {}

    /**
     * The markup that may be shown; empty for null.
     *
     * @param base what relative links are relative to; without it they are dropped
     */
    public static String clean(@Nullable String html, @Nullable URI base) {
        if (html == null || html.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder(html.length());
        HtmlStreamRenderer renderer = HtmlStreamRenderer.create(out, problem -> {});
        HtmlSanitizer.sanitize(bounded(html), POLICY.apply(renderer), receiver -> new Rewriter(receiver, base));
        return Text.withoutControls(out.toString());
    }

    /** The words of some HTML, a line for each block, without markup; empty for null. */
    public static String plain(@Nullable String html) {
        if (html == null || html.isEmpty()) {
            return "";
        }
        Words words = new Words();
        HtmlSanitizer.sanitize(bounded(html), words);
        return Text.tidy(words.text.toString());
    }

    private static String bounded(String html) {
        return html.length() <= MAX_LENGTH ? html : html.substring(0, MAX_LENGTH);
    }

    private static @Nullable String knownClasses(String value) {
        Predicate<String> known = CLASSES.asMatchPredicate();
        String kept = String.join(
                " ", List.of(value.split("\\s+")).stream().filter(known).toList());
        return kept.isEmpty() ? null : kept;
    }

    /**
     * Before the policy: pictures, which feeds put anywhere, become links, and links become absolute, for on our page a
     * relative one would point at us.
     */
    @SuppressWarnings("try") // the receiver's close() may throw anything; nobody closes it
    private static final class Rewriter extends HtmlStreamEventReceiverWrapper {

        private final @Nullable URI base;

        Rewriter(HtmlStreamEventReceiver underlying, @Nullable URI base) {
            super(underlying);
            this.base = base;
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            if (element.equals("img")) {
                picture(attribute(attributes, "src"), attribute(attributes, "alt"));
            } else if (element.equals("a")) {
                String target = absolute(attribute(attributes, "href"));
                String classes = attribute(attributes, "class");
                List<String> kept = new ArrayList<>();
                if (target != null) {
                    kept.addAll(List.of("href", target));
                }
                if (classes != null) {
                    kept.addAll(List.of("class", classes));
                }
                super.openTag(element, kept);
            } else {
                super.openTag(element, attributes);
            }
        }

        private void picture(@Nullable String source, @Nullable String words) {
            String target = absolute(source);
            if (target != null) {
                super.openTag("a", new ArrayList<>(List.of("href", target)));
                super.text(words == null || words.isBlank() ? "[picture]" : "[picture: " + words.strip() + "]");
                super.closeTag("a");
            }
        }

        private @Nullable String absolute(@Nullable String target) {
            if (target == null) {
                return null;
            }
            try {
                URI uri = new URI(target.strip());
                URI whole = uri.isAbsolute() || base == null ? uri : base.resolve(uri);
                return "http".equalsIgnoreCase(whole.getScheme()) || "https".equalsIgnoreCase(whole.getScheme())
                        ? whole.toString()
                        : null;
            } catch (URISyntaxException | IllegalArgumentException e) {
                // Browsers read more than RFC 3986 allows; the policy below still refuses other schemes.
                return target.startsWith("https://") || target.startsWith("http://") ? target : null;
            }
        }

        private static @Nullable String attribute(List<String> attributes, String name) {
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                if (attributes.get(i).equals(name)) {
                    return attributes.get(i + 1);
                }
            }
            return null;
        }
    }

    private static final class Words implements HtmlSanitizer.Policy {

        private static final Map<String, Boolean> HIDDEN = Map.of("script", true, "style", true, "template", true);
        private final StringBuilder text = new StringBuilder();
        private int hidden;

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void openTag(String element, List<String> attributes) {
            tag(element, 1);
        }

        @Override
        public void closeTag(String element) {
            tag(element, -1);
        }

        private void tag(String element, int step) {
            String name = element.toLowerCase(Locale.ROOT);
            if (HIDDEN.containsKey(name)) {
                hidden = Math.max(0, hidden + step);
            } else if (BLOCKS.contains(name)) {
                text.append('\n');
            }
        }

        @Override
        public void text(String words) {
            if (hidden == 0) {
                text.append(words);
            }
        }
    }
}
