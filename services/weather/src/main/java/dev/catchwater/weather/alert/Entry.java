package dev.catchwater.weather.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one message, also of one that was replaced before it came. */
final class Entry {

    private Instant keep;
    private boolean replaced;
    private @Nullable Event event;
    private @Nullable Event former;

    Entry(Instant keep, boolean replaced) {
        this.keep = keep;
        this.replaced = replaced;
    }

    Entry(Instant keep, boolean replaced, @Nullable Event event, @Nullable Event former) {
        this.keep = keep;
        this.replaced = replaced;
        this.event = event;
        this.former = former;
    }

    Instant keep() {
        return keep;
    }

    /** What is told to last longer than before is remembered as long. */
    void keepUntil(Instant longer) {
        keep = longer.isAfter(keep) ? longer : keep;
    }

    boolean isReplaced() {
        return replaced;
    }

    @Nullable
    Event event() {
        return event;
    }

    @Nullable
    Event former() {
        return former;
    }

    void tellsOf(Event told) {
        event = told;
    }

    /** Another message stands in its place. */
    void replace(String identity) {
        replaced = true;
        if (event != null) {
            event.remove(identity);
            former = event;
            event = null;
        }
    }

    Remembered remembered(String identity) {
        return new Remembered(
                identity,
                keep,
                replaced,
                event == null ? null : event.id(),
                former == null ? null : former.id(),
                event == null ? null : event.messages().get(identity));
    }
}
