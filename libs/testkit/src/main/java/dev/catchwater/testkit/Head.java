package dev.catchwater.testkit;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The head of one answer.
 *
 * @param bodiless no body follows, whatever the fields say
 * @param length of the body where it is known; goes out as Content-Length unless the test framed it by hand
 */
record Head(int status, List<Map.Entry<String, String>> fields, boolean bodiless, OptionalInt length) {
    static Head of(Reply reply, Received request) {
        // RFC 9112 §6.3: neither 1xx, 204 nor 304 has a body
        boolean mayHaveBody = reply.status() >= 200 && reply.status() != 204 && reply.status() != 304;
        OptionalInt length = mayHaveBody && reply.payload() instanceof Payload.Fixed fixed
                ? OptionalInt.of(fixed.bytes().length)
                : OptionalInt.empty();
        boolean bodiless = request.method().equals("HEAD") || !mayHaveBody;
        return new Head(reply.status(), reply.headers(), bodiless, length);
    }

    /** The fields and, where it is known and not there, Content-Length. */
    List<Map.Entry<String, String>> framedFields() {
        return length.isEmpty() || isFramedByHand()
                ? fields
                : Stream.concat(fields.stream(), Stream.of(Map.entry("Content-Length", "" + length.getAsInt())))
                        .toList();
    }

    boolean isFramedByHand() {
        return has("Content-Length") || has("Transfer-Encoding");
    }

    boolean announcesClose() {
        return fields.stream()
                .anyMatch(h -> h.getKey().equalsIgnoreCase("Connection")
                        && h.getValue().equalsIgnoreCase("close"));
    }

    private boolean has(String name) {
        return fields.stream().anyMatch(field -> field.getKey().equalsIgnoreCase(name));
    }
}
