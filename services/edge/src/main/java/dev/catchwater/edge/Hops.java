package dev.catchwater.edge;

import dev.catchwater.fairlead.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which fields pass from hop to hop (RFC 9110 §7.6), and what this node says of itself in them. */
public final class Hops {
    /** RFC 9110 §7.6.1 and what is as old; Trailer and TE are about framing that is made anew. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /**
     * What clients say of where a request came from and where it wants to go besides its target: no cache keys it, and
     * origins believe it, which is how one client poisons what others get.
     */
    private static final Set<String> HEARSAY = Set.of(
            "forwarded",
            "x-forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-port",
            "x-forwarded-scheme",
            "x-forwarded-server",
            "x-forwarded-prefix",
            "x-forwarded-path",
            "x-forwarded-uri",
            "x-forwarded-ssl",
            "x-original-host",
            "x-original-url",
            "x-rewrite-url",
            "x-host",
            "x-http-host-override",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-real-ip",
            "x-client-ip",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "front-end-https",
            "proxy");

    /** Fields that a message is not understood without: Connection must not take them away. */
    private static final Set<String> END_TO_END = Set.of(
            "host",
            "authorization",
            "cookie",
            "set-cookie",
            "cache-control",
            "pragma",
            "range",
            "content-type",
            "content-length",
            "content-encoding",
            "content-range",
            "vary",
            "date",
            "age",
            "expires",
            "etag",
            "last-modified",
            "via",
            "cdn-loop",
            "cache-status");

    private static final int MAX_RANGES = 16;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{0,18})");

    private Hops() {}

    /** A request's fields as the origin may see them: without the connection's, without hearsay, codings in one order. */
    public static Headers request(Headers client) {
        Set<String> named = named(client);
        List<String> lines = new ArrayList<>(2 * client.size());
        client.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(lower) && !HEARSAY.contains(lower) && !named.contains(lower)) {
                lines.add(name);
                lines.add(value);
            }
        });
        return ranges(codings(Headers.received(lines.toArray(String[]::new))));
    }

    /** RFC 9110 §14.2, §17.15: what asks for the same bytes again and again is not asked of anybody. */
    private static Headers ranges(Headers request) {
        List<String> lines = request.all("Range");
        return lines.isEmpty() || (lines.size() == 1 && !isGreedy(lines.getFirst()))
                ? request
                : request.without("Range");
    }

    private static boolean isGreedy(String ranges) {
        String[] wanted = ranges.split(",", -1);
        long end = -1;
        int overlaps = 0;
        for (String range : wanted) {
            Matcher form = RANGE.matcher(range);
            if (form.find()) {
                overlaps += Long.parseLong(form.group(1)) <= end ? 1 : 0;
                end = Math.max(end, form.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(form.group(2)));
            }
        }
        return wanted.length > MAX_RANGES || overlaps > 2 || ranges.length() > 1_024;
    }

    /** A response's fields as the client may see them. */
    public static Headers response(Headers origin) {
        Set<String> named = named(origin);
        List<String> lines = new ArrayList<>(2 * origin.size());
        origin.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(lower) && !named.contains(lower)) {
                lines.add(name);
                lines.add(value);
            }
        });
        return lines.size() == 2 * origin.size() ? origin : Headers.received(lines.toArray(String[]::new));
    }

    private static Set<String> named(Headers message) {
        List<String> lines = message.all("Connection");
        if (lines.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            for (String name : line.split(",", -1)) {
                String lower = name.strip().toLowerCase(Locale.ROOT);
                if (!END_TO_END.contains(lower) && !lower.startsWith("if-")) {
                    names.add(lower);
                }
            }
        }
        return names;
    }

    private static Headers codings(Headers request) {
        List<String> lines = request.all("Accept-Encoding");
        return lines.isEmpty()
                ? request
                : Codings.normalised(String.join(",", lines))
                        .map(value -> request.with("Accept-Encoding", value))
                        .orElse(request);
    }

    /** The fields with this one's member behind those that are there (RFC 9110 §7.6.3, RFC 8586). */
    public static Headers and(Headers fields, String list, String member) {
        String before = String.join(", ", fields.all(list));
        return fields.without(list)
                .and(Headers.received(new String[] {list, before.isEmpty() ? member : before + ", " + member}));
    }

    /** Whether a request has been through a node of this name already (RFC 8586 §2). */
    public static boolean loops(Headers request, String name) {
        for (String line : request.all("CDN-Loop")) {
            for (String member : line.split(",", -1)) {
                if (member.split(";", 2)[0].strip().equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The one element that this node adds about the hop to it (RFC 7239 §4). */
    public static String forwarded(String client, String host, boolean secure, String by) {
        String node = client.indexOf(':') >= 0 ? "\"[" + client + "]\"" : client;
        String named = host.isEmpty() ? "" : ";host=\"" + host + "\"";
        return "for=" + node + named + ";proto=" + (secure ? "https" : "http") + ";by=_" + by;
    }

    /** What is left of Max-Forwards (RFC 9110 §7.6.2); empty if it is absent or no number. */
    public static Optional<Long> maxForwards(Headers request) {
        return request.first("Max-Forwards")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong);
    }
}
