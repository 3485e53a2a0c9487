package dev.catchwater.aggregator;

/** Something that must not be seen: its text form is redacted, so that it cannot slip into a log. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
