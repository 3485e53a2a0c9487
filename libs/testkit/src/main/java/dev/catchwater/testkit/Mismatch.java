package dev.catchwater.testkit;

import java.util.Comparator;
import java.util.List;

/** Says why a request matched nothing: the request, the nearest expectation condition by condition, the others. */
final class Mismatch {
    private final Received request;
    private final List<Match> expected;

    Mismatch(Received request, List<Match> expected) {
        this.request = request;
        this.expected = expected;
    }

    String text() {
        var text = new StringBuilder("No expectation matches this request:\n");
        text.append("    ")
                .append(request.method())
                .append(' ')
                .append(request.raw().target())
                .append('\n');
        request.headers()
                .forEach((name, values) -> values.forEach(value -> text.append("    ")
                        .append(Difference.brief(Secrets.field(name, value)))
                        .append('\n')));
        if (request.bodyLength() > 0) {
            text.append("    (body, ")
                    .append(request.bodyLength())
                    .append(" bytes) ")
                    .append(Difference.brief(request.body()))
                    .append('\n');
        }
        if (expected.isEmpty()) {
            return text.append("Nothing is expected at all.\n").toString();
        }
        Match nearest = expected.stream()
                .max(Comparator.comparingDouble(this::nearness))
                .orElseThrow();
        diff(nearest, text);
        if (expected.size() > 1) {
            text.append("Also expected:\n");
            expected.stream()
                    .filter(m -> m != nearest)
                    .limit(10)
                    .forEach(m -> text.append("    ").append(m).append('\n'));
        }
        return text.toString();
    }

    private void diff(Match nearest, StringBuilder text) {
        text.append("Nearest expectation, ≠ marks what differs:\n");
        for (Condition condition : nearest.conditions()) {
            boolean holds = condition.holds().test(request);
            text.append(holds ? "    = " : "    ≠ ").append(String.format("%-7s", condition.subject()));
            if (holds) {
                text.append(Difference.brief(condition.wanted())).append('\n');
            } else {
                String indent = " ".repeat("    ≠ method ".length());
                condition.differences().apply(request).stream()
                        .map(difference -> difference.text(indent))
                        .reduce((a, b) -> a + indent + b)
                        .ifPresent(text::append);
            }
        }
    }

    private double nearness(Match match) {
        return match.conditions().stream().mapToDouble(this::nearness).average().orElse(0);
    }

    /** A path counts for what it has in common: /feeds is nearer to /feed than to /posts. */
    private double nearness(Condition condition) {
        if (condition.holds().test(request)) {
            return 1;
        }
        if (!condition.subject().equals("path")) {
            return 0;
        }
        String wanted = condition.wanted();
        String path = request.path();
        int common = 0;
        while (common < Math.min(wanted.length(), path.length()) && wanted.charAt(common) == path.charAt(common)) {
            common++;
        }
        return 0.9 * common / Math.max(wanted.length(), path.length());
    }
}
