package dev.catchwater.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which requests an expectation is for: an immutable list of conditions, all of which must hold. */
public final class Match {
    private final List<Condition> conditions;

    private Match(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /** Every request. */
    public static Match any() {
        return new Match(List.of());
    }

    /** GET of a path; {@code "/a?b=c"} also asks for the query parameter. */
    public static Match get(String path) {
        return method("GET", path);
    }

    public static Match post(String path) {
        return method("POST", path);
    }

    public static Match put(String path) {
        return method("PUT", path);
    }

    public static Match delete(String path) {
        return method("DELETE", path);
    }

    public static Match patch(String path) {
        return method("PATCH", path);
    }

    public static Match head(String path) {
        return method("HEAD", path);
    }

    public static Match method(String method, String path) {
        return any().and("method", method, r -> r.method().equals(method), Received::method)
                .path(path);
    }

    /** The exact path as sent; {@code "/a?b=c"} also asks for the query parameter. */
    public Match path(String path) {
        String[] parts = path.split("\\?", 2);
        Match match = and("path", parts[0], r -> r.path().equals(parts[0]), Received::path);
        for (String pair : parts.length == 2 ? parts[1].split("&") : new String[0]) {
            String[] sides = pair.split("=", 2);
            match = match.query(sides[0], sides.length == 2 ? sides[1] : "");
        }
        return match;
    }

    /** A regular expression that the whole path matches. */
    public Match pathMatching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return and("path", "~ " + regex, r -> pattern.matcher(r.path()).matches(), Received::path);
    }

    /** A query parameter, decoded, one of whose values is this. */
    public Match query(String name, String value) {
        return and(
                "query",
                name + "=" + value,
                r -> r.queryValues(name).contains(value),
                r -> shown(r.queryValues(name), name + "="));
    }

    public Match noQuery(String name) {
        return and(
                "query", "no " + name, r -> r.queryValues(name).isEmpty(), r -> shown(r.queryValues(name), name + "="));
    }

    /** A field one of whose lines is exactly this; the name compares without case. */
    public Match header(String name, String value) {
        return and(
                "header",
                name + ": " + value,
                r -> values(r, name).contains(value),
                r -> shown(values(r, name), name + ": "));
    }

    public Match hasHeader(String name) {
        return and("header", "any " + name, r -> !values(r, name).isEmpty(), r -> shown(values(r, name), name + ": "));
    }

    public Match noHeader(String name) {
        return and("header", "no " + name, r -> values(r, name).isEmpty(), r -> shown(values(r, name), name + ": "));
    }

    /** The exact body as UTF-8. */
    public Match body(String body) {
        return and("body", body, r -> r.body().equals(body), Received::body);
    }

    public Match bodyContaining(String part) {
        return and("body", "… " + part + " …", r -> r.body().contains(part), Received::body);
    }

    /** Whatever else can be asked; the description appears where a request does not match. */
    public Match where(String description, Predicate<Received> holds) {
        return and("where", description, holds, r -> "not so");
    }

    boolean matches(Received request) {
        return conditions.stream().allMatch(c -> c.holds().test(request));
    }

    List<Condition> conditions() {
        return conditions;
    }

    @Override
    public String toString() {
        return conditions.isEmpty()
                ? "any request"
                : String.join(" ", conditions.stream().map(Condition::wanted).toList());
    }

    private Match and(String subject, String wanted, Predicate<Received> holds, Function<Received, String> actual) {
        return new Match(Stream.concat(conditions.stream(), Stream.of(new Condition(subject, wanted, holds, actual)))
                .toList());
    }

    private static List<String> values(Received request, String name) {
        return request.headers().getOrDefault(name, List.of());
    }

    private static String shown(List<String> values, String prefix) {
        return values.isEmpty()
                ? "absent"
                : String.join(", ", values.stream().map(v -> prefix + v).toList());
    }
}
