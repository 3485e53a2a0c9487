package dev.catchwater.testkit;

import dev.catchwater.testkit.json.Json;
import dev.catchwater.testkit.json.JsonDifference;
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
        return and("header", Secrets.field(name, value), r -> values(r, name).contains(value), r -> shown(r, name));
    }

    public Match hasHeader(String name) {
        return and("header", "any " + name, r -> !values(r, name).isEmpty(), r -> shown(r, name));
    }

    public Match noHeader(String name) {
        return and("header", "no " + name, r -> values(r, name).isEmpty(), r -> shown(r, name));
    }

    /** The exact body as UTF-8. */
    public Match body(String body) {
        return and("body", body, r -> r.body().equals(body), Received::body);
    }

    /**
     * A body that is the same JSON: white space and the order of members do not count, {@code 1.0} is {@code 1}.
     *
     * @throws IllegalArgumentException when the expectation itself is no JSON
     */
    public Match json(String json) {
        Json wanted = Json.parse(json);
        return new Match(with(new Condition(
                "json", wanted.toString(), r -> differences(wanted, r).isEmpty(), r -> differences(wanted, r))));
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
        return new Match(with(
                new Condition(subject, wanted, holds, r -> List.of(new Difference("", wanted, actual.apply(r))))));
    }

    private List<Condition> with(Condition another) {
        return Stream.concat(conditions.stream(), Stream.of(another)).toList();
    }

    private static List<Difference> differences(Json wanted, Received request) {
        try {
            return JsonDifference.between(wanted, Json.parse(request.body())).stream()
                    .map(d -> new Difference(d.path(), d.expected(), d.actual()))
                    .toList();
        } catch (IllegalArgumentException notJson) {
            return List.of(new Difference(String.valueOf(notJson.getMessage()), wanted.toString(), request.body()));
        }
    }

    private static String shown(Received request, String name) {
        List<String> values = values(request, name);
        return values.isEmpty()
                ? "absent"
                : String.join(
                        ", ", values.stream().map(v -> Secrets.field(name, v)).toList());
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
