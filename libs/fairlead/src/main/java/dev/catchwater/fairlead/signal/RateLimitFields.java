package dev.catchwater.fairlead.signal;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.structured.BareItem;
import dev.catchwater.fairlead.structured.Dictionary;
import dev.catchwater.fairlead.structured.Item;
import dev.catchwater.fairlead.structured.Limits;
import dev.catchwater.fairlead.structured.StructuredFieldException;
import dev.catchwater.fairlead.structured.StructuredList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-11 §3, §4): lists of named items
 * with parameters, as in {@code "default";r=50;t=30}. The form of draft 07, {@code limit=100, remaining=50, reset=5},
 * is read too. A field that is not well-formed says nothing (RFC 9651 §4.2).
 */
final class RateLimitFields implements Dialect {
    private static final Limits BOUNDS = new Limits(16 * 1024, 32);

    @Override
    public Optional<RateSignal> read(Headers headers, Instant now) {
        List<String> lines = headers.all("RateLimit");
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<Item> policies = items(headers.all("RateLimit-Policy"));
        return items(lines).stream()
                .filter(limit -> number(limit, "r").isPresent())
                .map(limit -> RateSignal.window(
                        name(limit),
                        policies.stream()
                                .filter(policy -> name(policy).equals(name(limit)))
                                .findFirst()
                                .map(policy -> number(policy, "q"))
                                .orElse(OptionalLong.empty()),
                        number(limit, "r"),
                        seconds(number(limit, "t"))))
                .reduce(RateSignal::tighter)
                .or(() -> draft07(lines));
    }

    private static Optional<RateSignal> draft07(List<String> lines) {
        try {
            Dictionary all = Dictionary.parse(lines, BOUNDS);
            OptionalLong remaining = number(all, "remaining");
            return remaining.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            RateSignal.window("", number(all, "limit"), remaining, seconds(number(all, "reset"))));
        } catch (StructuredFieldException malformed) {
            return Optional.empty();
        }
    }

    private static List<Item> items(List<String> lines) {
        try {
            return StructuredList.parse(lines, BOUNDS).members().stream()
                    .flatMap(member -> member instanceof Item item ? Stream.of(item) : Stream.empty())
                    .toList();
        } catch (StructuredFieldException malformed) {
            return List.of();
        }
    }

    private static String name(Item item) {
        return switch (item.value()) {
            case BareItem.Text text -> text.value();
            case BareItem.Token token -> token.value();
            default -> item.value().serialize();
        };
    }

    private static OptionalLong number(Item item, String key) {
        return item.parameters().get(key).map(RateLimitFields::whole).orElse(OptionalLong.empty());
    }

    private static OptionalLong number(Dictionary all, String key) {
        return all.get(key)
                .map(member -> member instanceof Item item ? whole(item.value()) : OptionalLong.empty())
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong whole(BareItem value) {
        return value instanceof BareItem.Int(long number) && number >= 0
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    private static Optional<Duration> seconds(OptionalLong value) {
        return value.isPresent() ? Optional.of(Duration.ofSeconds(value.getAsLong())) : Optional.empty();
    }
}
