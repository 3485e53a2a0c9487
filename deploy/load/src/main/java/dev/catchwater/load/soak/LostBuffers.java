package dev.catchwater.load.soak;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears Netty's leak detector complain. */
final class LostBuffers extends Handler {
    // Held: a logger that nobody holds is collected with its handlers.
    private final Logger detector = Logger.getLogger(ResourceLeakDetector.class.getName());
    private final AtomicInteger complaints = new AtomicInteger();

    LostBuffers() {
        if (ResourceLeakDetector.getLevel() != ResourceLeakDetector.Level.PARANOID) {
            throw new IllegalStateException("run with -Dio.netty.leakDetection.level=paranoid");
        }
        detector.addHandler(this);
    }

    int noticed() {
        System.gc();
        // The detector looks for what was collected when something new is to be watched.
        for (int i = 0; i < 100; i++) {
            ByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        return complaints.get();
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            complaints.incrementAndGet();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
