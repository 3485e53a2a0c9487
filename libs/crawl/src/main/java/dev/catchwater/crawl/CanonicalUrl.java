package dev.catchwater.crawl;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One spelling for addresses that lead to the same page (RFC 3986 §6.2): scheme and host in small letters, no default
 * port, no dot segments, no fragment, percent-encoding where it is needed and only there, and without the parameters that
 * only tell where a visitor came from.
 */
public final class CanonicalUrl {

    private static final int LONGEST = 2_000;
    private static final Pattern CREDENTIALS = Pattern.compile("^[^/]*//[^/?#]*@");
    private static final List<String> TRACKING = List.of(
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "utm_id",
            "gclid",
            "gbraid",
            "wbraid",
            "dclid",
            "fbclid",
            "msclkid",
            "yclid",
            "igshid",
            "mc_cid",
            "mc_eid",
            "_ga",
            "_gl",
            "srsltid");

    private CanonicalUrl() {}

    /** The canonical form of an http or https address; empty if the text is none, or it is longer than 2,000 characters. */
    public static Optional<URI> of(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = bare.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            return Optional.empty();
        }
        if (CREDENTIALS.matcher(bare).find()) {
            return Optional.empty();
        }
        String normal = BasicURLNormalizer.newBuilder()
                .queryParamsToRemove(TRACKING)
                .build()
                .filter(bare);
        // Percent-encoding makes it up to six times as long.
        return normal == null || normal.length() > LONGEST ? Optional.empty() : parsed(normal);
    }

    /** Whom politeness counts: scheme, host and port, the port only if it is not the scheme's own. */
    public static String originOf(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost().toLowerCase(Locale.ROOT);
        boolean usual = address.getPort() < 0 || address.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + address.getPort());
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.getHost() != null && !uri.getHost().isEmpty();
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }
}
