package dev.catchwater.fairlead;

import org.jspecify.annotations.Nullable;

/**
 * A request method (RFC 9110 §9). Any token is allowed; names are case-sensitive.
 *
 * @param name the method token, e.g. {@code GET}
 */
public record Method(String name) {
    public static final Method GET = new Method("GET");
    public static final Method HEAD = new Method("HEAD");
    public static final Method POST = new Method("POST");
    public static final Method PUT = new Method("PUT");
    public static final Method PATCH = new Method("PATCH");
    public static final Method DELETE = new Method("DELETE");
    public static final Method OPTIONS = new Method("OPTIONS");

    /** @throws HttpException with {@link HttpFailure.InvalidRequest} if the name is not a token */
    public Method {
        if (!Token.isToken(name)) {
            throw new HttpFailure.InvalidRequest("method is not a token").asException();
        }
    }

    // By hand, here and in other records that are compared before anything else is: what the JDK makes at run time for
    // records costs milliseconds at the start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Method method && name.equals(method.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether the method is read-only by definition (RFC 9110 §9.2.1). */
    public boolean isSafe() {
        return switch (name) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    /** Whether sending the request twice has the effect of sending it once (RFC 9110 §9.2.2). */
    public boolean isIdempotent() {
        return isSafe() || name.equals("PUT") || name.equals("DELETE");
    }

    @Override
    public String toString() {
        return name;
    }
}
