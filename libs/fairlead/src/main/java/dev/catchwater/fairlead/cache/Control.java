package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Optional;

/**
 * Which directives govern a response.
 *
 * @param targeted whether they came from a targeted field, or from the operator: then Expires does not count either (RFC
 *     9213 §2.2)
 */
record Control(Directives directives, boolean targeted) {
    /** With what the operator puts in place of them. */
    static Control ruled(int status, Headers response, CachePolicy policy) {
        return policy.ruling()
                .instead(status == 206 ? 200 : status, response)
                .map(instead -> new Control(Directives.of(List.of(instead)), true))
                .orElseGet(() -> of(response, policy));
    }

    static Control of(Headers response, CachePolicy policy) {
        for (String field : policy.targetedFields()) {
            Optional<Directives> targeted = TargetedControl.of(response.all(field));
            if (targeted.isPresent()) {
                return new Control(targeted.get(), true);
            }
        }
        return new Control(Directives.of(response.all("Cache-Control")), false);
    }

    /** What a request asks of caches; Pragma counts only where there is no Cache-Control (RFC 9111 §5.4). */
    static Directives ofRequest(Headers request) {
        List<String> lines = request.all("Cache-Control");
        if (lines.isEmpty() && Directives.of(request.all("Pragma")).has("no-cache")) {
            return Directives.of(List.of("no-cache"));
        }
        return Directives.of(lines);
    }
}
