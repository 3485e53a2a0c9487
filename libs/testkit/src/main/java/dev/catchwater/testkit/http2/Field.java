package dev.catchwater.testkit.http2;

/** One header field; the name is in lower case, pseudo fields begin with a colon. */
public record Field(String name, String value) {
    /** What it counts for in a table (RFC 7541 §4.1). */
    int size() {
        return name.length() + value.length() + 32;
    }
}
