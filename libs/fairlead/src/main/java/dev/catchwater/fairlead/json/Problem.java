package dev.catchwater.fairlead.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchwater.fairlead.Headers;
import java.util.Locale;
import java.util.Optional;

/**
 * What an answer says went wrong (RFC 9457). Members of another type than theirs count as absent (§3.1). It is the peer's
 * word: escape it where it is shown, and trust no status in it.
 *
 * @param type a URI, {@code about:blank} if it says none; as it was written, perhaps relative
 * @param status what the body says, 0 if nothing; the answer's own is in its {@code BadStatus}
 * @param extensions all other members
 */
public record Problem(
        String type,
        Optional<String> title,
        int status,
        Optional<String> detail,
        Optional<String> instance,
        ObjectNode extensions) {
    static final int MAX_BYTES = 64 * 1024;

    /** The problem that a call's failure tells of, if its answer had one. */
    public static Optional<Problem> in(Throwable thrown) {
        return thrown.getCause() instanceof Told told ? Optional.of(told.problem) : Optional.empty();
    }

    static boolean isTold(Headers headers) {
        String type = headers.first("Content-Type").orElse("").split(";", 2)[0].strip();
        return type.toLowerCase(Locale.ROOT).equals("application/problem+json");
    }

    static Problem of(ObjectNode told) {
        ObjectNode rest = told.deepCopy();
        String type = text(rest, "type").orElse("about:blank");
        Optional<String> title = text(rest, "title");
        JsonNode status = rest.remove("status");
        int code = status != null && status.isInt() && status.intValue() >= 100 && status.intValue() <= 599
                ? status.intValue()
                : 0;
        return new Problem(type, title, code, text(rest, "detail"), text(rest, "instance"), rest);
    }

    private static Optional<String> text(ObjectNode members, String name) {
        JsonNode member = members.remove(name);
        return member != null && member.isTextual() ? Optional.of(member.textValue()) : Optional.empty();
    }

    /** Without what may hold secrets: titles, details, instances and extensions are the peer's. */
    @Override
    public String toString() {
        return "Problem[status=" + status + "]";
    }

    /** Travels as the cause of the failure; it names no bug and quotes nothing. */
    static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Told(Problem problem) {
            super("the answer told of a problem", null, false, false);
            this.problem = problem;
        }
    }
}
