package dev.catchwater.fairlead.sse;

/**
 * An event of a stream (WHATWG HTML §9.2.6).
 *
 * @param type the event's type, {@code message} where the stream names none
 * @param data the lines of data, joined by line feeds
 * @param lastEventId the id in force when it was dispatched, empty if there was none
 */
public record SseEvent(String type, String data, String lastEventId) implements SseSignal {
    /** The length only: content may be secret. */
    @Override
    public String toString() {
        return "SseEvent[type=" + type + ", " + data.length() + " characters]";
    }
}
