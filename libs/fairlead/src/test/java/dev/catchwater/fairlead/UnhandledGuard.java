package dev.catchwater.fairlead;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which an event loop met an exception that nobody handled, which Vert.x logs and forgets.
 * Registers itself.
 */
public final class UnhandledGuard implements BeforeAllCallback, AfterAllCallback {
    // Held strongly: a logger that nobody holds is collected with its handlers.
    private static final Logger CONTEXTS = Logger.getLogger("io.vertx.core.impl.ContextImpl");
    private static final Unhandled UNHANDLED = new Unhandled();

    @Override
    public void beforeAll(ExtensionContext context) {
        CONTEXTS.removeHandler(UNHANDLED);
        CONTEXTS.addHandler(UNHANDLED);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean nested =
                context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        List<String> noticed = nested ? List.of() : noticed();
        if (!noticed.isEmpty()) {
            throw new AssertionError(
                    "Nobody handled, during " + context.getDisplayName() + ":\n    " + String.join("\n    ", noticed));
        }
    }

    /** The exceptions that nobody has heard of yet. */
    public static List<String> noticed() {
        return UNHANDLED.taken();
    }

    private static final class Unhandled extends Handler {
        private final List<String> heard = new ArrayList<>();

        synchronized List<String> taken() {
            List<String> taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }

        @Override
        public synchronized void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.SEVERE.intValue() && heard.size() < 20) {
                heard.add(record.getMessage() + ": " + told(record.getThrown()));
            }
        }

        /** An exception without a message says only by its place what it is about. */
        private static String told(@Nullable Throwable thrown) {
            return thrown == null || thrown.getStackTrace().length == 0
                    ? String.valueOf(thrown)
                    : thrown + " at " + thrown.getStackTrace()[0];
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
