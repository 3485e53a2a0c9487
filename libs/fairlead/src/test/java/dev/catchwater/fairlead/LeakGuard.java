package dev.catchwater.fairlead;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which Netty's leak detector complained of a buffer that was collected without having been
 * released. Registers itself; the detector is paranoid by the system property that the pom sets. A buffer that is lost
 * late may be noticed only in a class that comes after.
 */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
    // Held strongly: a logger that nobody holds is collected with its handlers.
    private static final Logger DETECTOR = Logger.getLogger(ResourceLeakDetector.class.getName());
    private static final Leaks LEAKS = new Leaks();

    @Override
    public void beforeAll(ExtensionContext context) {
        DETECTOR.removeHandler(LEAKS);
        DETECTOR.addHandler(LEAKS);
        if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
            throw new AssertionError("the leak detector is " + ResourceLeakDetector.getLevel()
                    + "; run with -Dio.netty.leakDetection.level=paranoid");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean nested =
                context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
        List<String> leaks = nested ? List.of() : noticed();
        if (!leaks.isEmpty()) {
            throw new AssertionError("Buffers were lost during " + context.getDisplayName() + " or before:\n    "
                    + String.join("\n    ", leaks));
        }
    }

    /** The complaints that nobody has heard yet. */
    static List<String> noticed() {
        System.gc();
        // The detector looks for what was collected when something new is to be watched.
        for (int i = 0; i < 100; i++) {
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        return LEAKS.taken();
    }

    private static final class Leaks extends Handler {
        private final List<String> heard = new ArrayList<>();

        synchronized List<String> taken() {
            List<String> taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }

        @Override
        public synchronized void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.SEVERE.intValue() && heard.size() < 20) {
                heard.add(String.valueOf(record.getMessage()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
