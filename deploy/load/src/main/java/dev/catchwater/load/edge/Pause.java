package dev.catchwater.load.edge;

import java.util.concurrent.locks.LockSupport;

/** Lets time pass while processes work. */
final class Pause {
    private Pause() {}

    static void seconds(double seconds) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
