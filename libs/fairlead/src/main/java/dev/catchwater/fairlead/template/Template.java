package dev.catchwater.fairlead.template;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import io.vertx.uritemplate.UriTemplate;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI with holes (RFC 6570, level 4), e.g. <code>https://example.org/users/{user}/repos{?page}</code>. The text is the
 * program's, values may be anybody's: they can fill their hole and nothing else. Scheme, host and port must be written
 * out; a value that would make a segment {@code .} or {@code ..} fails with {@link HttpFailure.InvalidRequest}, and so does
 * a hole in the path that has no value. Holes that encode nothing (<code>{+x}</code>, <code>{#x}</code>) are only for
 * {@link #trusting}.
 */
public final class Template {
    private static final int MAX_CHARS = 8 * 1024;
    private static final Pattern EXPRESSION = Pattern.compile("\\{([+#./;?&]?)([^{}]*)\\}");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[^/?#{}]+(?=[/?#]|\\{[/?#]|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(?:\\.|%2e){1,2}");

    private final String text;
    private final UriTemplate parsed;
    private final String origin;
    private final String route;
    private final Set<String> names = new HashSet<>();
    private final Set<String> required = new HashSet<>();

    private Template(String text, boolean trusting) {
        this.text = text;
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a template is at most " + MAX_CHARS + " characters long");
        }
        this.parsed = UriTemplate.of(text);
        Matcher start = ORIGIN.matcher(text);
        if (!start.lookingAt()) {
            throw new IllegalArgumentException("a template begins with its scheme, host and port, written out");
        }
        this.origin = Request.originOf(URI.create(start.group()));
        this.route = Route.of(text.substring(start.end()));
        Matcher holes = EXPRESSION.matcher(text);
        while (holes.find()) {
            note(holes.group(1), holes.group(2), trusting);
        }
    }

    /** A template whose holes encode what they hold; one that is none fails with IllegalArgumentException. */
    public static Template of(String text) {
        return new Template(text, false);
    }

    /**
     * A template that may also have holes which leave reserved characters as they are: their values can begin a path, a
     * query or a fragment, though never another origin.
     */
    public static Template trusting(String text) {
        return new Template(text, true);
    }

    private void note(String operator, String variables, boolean trusting) {
        if (!trusting && (operator.equals("+") || operator.equals("#"))) {
            throw new IllegalArgumentException("a hole that encodes nothing is for templates that trust their values");
        }
        for (String variable : variables.split(",", -1)) {
            String name = variable.replaceFirst("(\\*|:\\d+)$", "");
            names.add(name);
            if (operator.isEmpty() || operator.equals("/") || operator.equals(".")) {
                required.add(name);
            }
        }
    }

    /** A GET of what the values make of the template. */
    public Request get(Values values) {
        return request(Method.GET, values);
    }

    /** A request of what the values make of the template; it carries the template's path and the names of its query as {@link CallListener#TEMPLATE}. */
    public Request request(Method method, Values values) {
        Request request = Request.of(method, expand(values));
        checkPath(request.uri());
        if (!request.origin().equals(origin)) {
            throw new HttpFailure.InvalidRequest("a value would change where the request goes").asException();
        }
        return request.with(CallListener.TEMPLATE, route);
    }

    private String expand(Values values) {
        for (String given : values.names()) {
            if (!names.contains(given)) {
                throw new HttpFailure.InvalidRequest("the template has no variable " + given).asException();
            }
        }
        for (String name : required) {
            if (values.isEmpty(name)) {
                throw new HttpFailure.InvalidRequest("the template's variable " + name + " has no value").asException();
            }
        }
        return expanded(values);
    }

    /** What the RFC makes of it. */
    String expanded(Values values) {
        return parsed.expandToString(values.variables());
    }

    /** Dots are not reserved, so that they pass unencoded, and a server may resolve them (RFC 3986 §5.2.4). */
    private static void checkPath(URI uri) {
        for (String segment : List.of(uri.getRawPath().split("/"))) {
            if (DOT_SEGMENT.matcher(segment).matches()) {
                throw new HttpFailure.InvalidRequest("a value would make a segment of dots").asException();
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
