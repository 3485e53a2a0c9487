package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What of a request tells answers apart, beside scheme, host and path. Only what is named counts, and what does not count
 * is not sent to the origin either where it could change the answer: two requests with one key are one request to the
 * origin.
 *
 * @param query which parameters count
 * @param fields of the request that count, besides those that answers name in Vary
 * @param cookies that count
 * @param otherCookies what becomes of all others
 */
public record KeyPolicy(Query query, List<KeyField> fields, Set<String> cookies, OtherCookies otherCookies) {
    /** More names of one kind are refused. */
    public static final int MOST = 64;

    /** Host, path and the whole query; cookies go to the origin and are its business. */
    public static final KeyPolicy DEFAULT = new KeyPolicy(Query.ALL, List.of(), Set.of(), OtherCookies.FORWARD);

    /** Cookies that do not count. */
    public enum OtherCookies {
        /** The origin gets them; what it says of its answers decides, as in any shared cache. */
        FORWARD,
        /** The origin does not get them with a GET or HEAD, so that no answer depends on them. */
        DROP,
        /** A request that has one goes past the cache. */
        BYPASS
    }

    /**
     * A field that counts.
     *
     * @param values the only ones that count and reach the origin, any other is as good as none; empty: all of them do
     */
    public record KeyField(String name, Set<String> values) {
        public KeyField {
            values = Set.copyOf(values);
        }

        Optional<String> of(Headers request) {
            List<String> lines = request.all(name);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            String value = String.join(", ", lines).strip();
            return values.isEmpty() || values.contains(value) ? Optional.of(value) : Optional.empty();
        }
    }

    public KeyPolicy {
        fields = List.copyOf(fields);
        cookies = Set.copyOf(cookies);
        if (fields.size() > MOST || cookies.size() > MOST) {
            throw new IllegalArgumentException("a key has at most " + MOST + " fields and cookies");
        }
    }

    /** This target, with its path in normal form and only what counts of its query. */
    URI target(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String form = RequestPath.normalised(path);
        String raw = uri.getRawQuery();
        Optional<String> kept = raw == null ? Optional.empty() : query.keep(raw);
        if (form.equals(path) && kept.equals(Optional.ofNullable(raw)) && uri.getRawFragment() == null) {
            return uri;
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + form
                + kept.map(rest -> "?" + rest).orElse(""));
    }

    /** What keeps answers to such requests apart from others of the same target; nothing of it can be read in it. */
    Optional<String> apart(Headers request) {
        if (fields.isEmpty() && cookies.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder parts = new StringBuilder();
        for (KeyField field : fields) {
            field.of(request)
                    .ifPresent(value -> parts.append(field.name().toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(value)
                            .append('\n'));
        }
        for (String pair : Cookies.among(request, cookies)) {
            parts.append(pair).append('\n');
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.of(parts.toString()));
    }

    /** What reaches the origin of the fields of a GET or HEAD. */
    Headers forwarded(Headers request) {
        if (bypasses(request)) {
            return request;
        }
        Headers kept = request;
        for (KeyField field : fields) {
            kept = field.of(request).isPresent() ? kept : kept.without(field.name());
        }
        return otherCookies == OtherCookies.DROP ? Cookies.keep(kept, cookies) : kept;
    }

    boolean bypasses(Headers request) {
        return otherCookies == OtherCookies.BYPASS && Cookies.hasOthers(request, cookies);
    }
}
