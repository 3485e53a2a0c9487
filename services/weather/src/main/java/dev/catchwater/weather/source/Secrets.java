package dev.catchwater.weather.source;

import dev.catchwater.fairlead.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The keys and tokens that a request carries. Some providers repeat them in what they answer, and what they answer is shown
 * and logged.
 */
record Secrets(List<String> texts) {

    static final String REDACTED = "[redacted]";

    /** By the names of fields and parameters, so that a provider to come cannot forget to tell us its key. */
    private static final Pattern NAME = Pattern.compile("(?i).*(authorization|key|token|secret|appid|password).*");

    /** Shorter ones are none, and would tear holes into the words of any answer. */
    private static final int LEAST = 6;

    private static final Pattern BEARER = Pattern.compile("(?i)[a-z]+ +(.+)");

    Secrets {
        texts = List.copyOf(texts);
    }

    static Secrets of(Request request) {
        List<String> found = new ArrayList<>();
        request.headers().forEach((name, value) -> {
            if (NAME.matcher(name).matches()) {
                add(found, value);
            }
        });
        String query = request.uri().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int is = pair.indexOf('=');
            if (is > 0 && NAME.matcher(pair.substring(0, is)).matches()) {
                add(found, pair.substring(is + 1));
                add(found, URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
            }
        }
        // The longest first: one may be a part of another.
        return new Secrets(found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    private static void add(List<String> found, String value) {
        var bearer = BEARER.matcher(value);
        String secret = bearer.matches() ? bearer.group(1) : value;
        if (secret.length() >= LEAST) {
            found.add(secret);
        }
    }

    /** The text without them. */
    String redacted(String text) {
        String out = text;
        for (String secret : texts) {
            out = out.replace(secret, REDACTED);
        }
        return out;
    }
}
