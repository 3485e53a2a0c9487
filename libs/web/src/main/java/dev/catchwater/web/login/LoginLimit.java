package dev.catchwater.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bounds failed sign-ins: per address and over all, per minute. It remembers 1,024 addresses, the last ones seen. */
final class LoginLimit {
    static final int PER_ADDRESS = 10;
    static final int OVERALL = 600;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_024;

    private static final class Window {
        private Instant end = Instant.MIN;
        private int failures;

        boolean full(Instant now, int bound) {
            return now.isBefore(end) && failures >= bound;
        }

        void count(Instant now) {
            if (!now.isBefore(end)) {
                end = now.plus(WINDOW);
                failures = 0;
            }
            failures++;
        }
    }

    private final InstantSource clock;
    private final Window overall = new Window();
    private final Map<String, Window> addresses = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginLimit(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean allows(String address) {
        var now = clock.instant();
        var window = addresses.get(address);
        return !overall.full(now, OVERALL) && (window == null || !window.full(now, PER_ADDRESS));
    }

    synchronized void failed(String address) {
        var now = clock.instant();
        overall.count(now);
        addresses.computeIfAbsent(address, a -> new Window()).count(now);
    }

    synchronized int remembered() {
        return addresses.size();
    }
}
