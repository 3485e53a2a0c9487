package dev.catchwater.fairlead.signal;

import dev.catchwater.fairlead.Headers;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The dialects that spend a field each on the limit, what remains, and when it is reset; some leave one out.
 *
 * @param scope what the limit is called where the field names tell it, else empty
 */
record FieldTriple(String scope, String limit, String remaining, String reset) implements Dialect {
    static FieldTriple prefixed(String scope, String prefix) {
        return new FieldTriple(scope, prefix + "Limit", prefix + "Remaining", prefix + "Reset");
    }

    @Override
    public Optional<RateSignal> read(Headers headers, Instant now) {
        OptionalLong left = headers.first(remaining).map(Numbers::whole).orElse(OptionalLong.empty());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RateSignal.window(
                scope,
                headers.first(limit).map(Numbers::whole).orElse(OptionalLong.empty()),
                left,
                headers.first(reset).flatMap(value -> Numbers.reset(value, now))));
    }
}
