package dev.catchwater.fairlead;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The names of header fields that hold credentials. They are left out where a request goes on to another origin, and
 * answers to requests that differ in them are kept apart.
 *
 * @param names in lower case
 */
public record CredentialFields(List<String> names) {
    /** Authorization, Cookie, Proxy-Authorization and the usual fields for API keys. */
    public static final CredentialFields WELL_KNOWN = new CredentialFields(
            List.of("authorization", "cookie", "proxy-authorization", "x-api-key", "api-key", "x-auth-token"));

    /** Fails with an {@link IllegalArgumentException} if one is no field name (RFC 9110 §5.1). */
    public CredentialFields {
        names = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (!names.stream().allMatch(Token::isToken)) {
            throw new IllegalArgumentException("a field of credentials has no field name");
        }
    }

    /** These, and others. */
    public CredentialFields and(Collection<String> others) {
        return others.isEmpty()
                ? this
                : new CredentialFields(
                        Stream.concat(names.stream(), others.stream()).toList());
    }

    public boolean areIn(Headers headers) {
        for (String name : names) {
            if (headers.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The request as another origin may see it: also without a Host of the caller's own. */
    public Request removedFrom(Request request) {
        Headers left = request.headers().without("Host");
        for (String name : names) {
            left = left.without(name);
        }
        return request.withHeaders(left);
    }
}
