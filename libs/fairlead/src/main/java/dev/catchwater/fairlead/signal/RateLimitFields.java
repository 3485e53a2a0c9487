package dev.catchwater.fairlead.signal;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-11 §3, §4): lists of named items
 * with parameters, as in {@code "default";r=50;t=30}. The form of draft 07, {@code limit=100, remaining=50, reset=5},
 * is read too.
 */
final class RateLimitFields implements Dialect {
    private static final int MAX_MEMBERS = 32;

    /** A list member: its name, or its {@code key=value} in the older form, and its parameters. */
    private record Member(String name, Map<String, String> parameters) {
        OptionalLong number(String key) {
            String value = parameters.get(key);
            return value == null ? OptionalLong.empty() : Numbers.whole(value);
        }
    }

    @Override
    public Optional<RateSignal> read(Headers headers, Instant now) {
        List<Member> limits = members(headers.all("RateLimit"));
        List<Member> policies = members(headers.all("RateLimit-Policy"));
        return limits.stream()
                .filter(member -> member.number("r").isPresent())
                .map(member -> RateSignal.window(
                        member.name(),
                        policies.stream()
                                .filter(policy -> policy.name().equals(member.name()))
                                .findFirst()
                                .map(policy -> policy.number("q"))
                                .orElse(OptionalLong.empty()),
                        member.number("r"),
                        seconds(member.number("t"))))
                .reduce(RateSignal::tighter)
                .or(() -> dictionary(limits));
    }

    private static Optional<RateSignal> dictionary(List<Member> members) {
        Map<String, String> entries = new HashMap<>();
        members.forEach(member -> {
            int equals = member.name().indexOf('=');
            if (equals > 0) {
                entries.put(member.name().substring(0, equals), member.name().substring(equals + 1));
            }
        });
        Member all = new Member("", entries);
        return all.number("remaining").isEmpty()
                ? Optional.empty()
                : Optional.of(RateSignal.window(
                        "", all.number("limit"), all.number("remaining"), seconds(all.number("reset"))));
    }

    private static Optional<Duration> seconds(OptionalLong value) {
        return value.isPresent() ? Optional.of(Duration.ofSeconds(value.getAsLong())) : Optional.empty();
    }

    private static List<Member> members(List<String> lines) {
        List<Member> members = new ArrayList<>();
        for (String line : lines) {
            for (String member : split(line, ',')) {
                if (members.size() < MAX_MEMBERS) {
                    members.add(member(split(member, ';')));
                }
            }
        }
        return members;
    }

    private static Member member(List<String> parts) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return new Member(parts.getFirst().replace("\"", ""), parameters);
    }

    /** Split outside quotes; the parts are stripped. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
