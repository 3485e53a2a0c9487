package dev.catchwater.aggregator.post;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for all addresses of the same page: lower-case scheme and host, no default port, no fragment, no
 * tracking parameters, {@code /} for an empty path. Order and spelling of the other parameters stay, since servers may
 * care.
 */
public final class CanonicalUrl {

    private static final int MAX_LENGTH = 2048;
    private static final Set<String> TRACKING =
            Set.of("fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref_src", "wt_mc");

    private CanonicalUrl() {}

    /** Empty for what is not an absolute http(s) URL with a host, carries a password or exceeds 2048 characters. */
    public static Optional<URI> of(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.strip()).normalize();
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !Set.of("http", "https").contains(scheme)) {
                return Optional.empty();
            }
            return Optional.of(new URI(spell(scheme, uri)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String spell(String scheme, URI uri) {
        int standard = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : withoutTracking(uri.getRawQuery());
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String withoutTracking(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> {
                    String name = pair.split("=", 2)[0].toLowerCase(Locale.ROOT);
                    return !name.startsWith("utm_") && !TRACKING.contains(name);
                })
                .collect(Collectors.joining("&"));
    }
}
