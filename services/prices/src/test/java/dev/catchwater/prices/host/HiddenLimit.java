package dev.catchwater.prices.host;

import java.util.Random;

/**
 * A pretend host that limits us as real ones do, and watches that we obey. Times in milliseconds. It does not know how we
 * decide.
 */
final class HiddenLimit {

    private enum Kind {
        BUCKET,
        FIXED_WINDOW,
        SPACING
    }

    private final Kind kind;
    private final double perSecond;
    private final double burst;
    private final long window;
    private final long crawlDelay;
    private final boolean disallows;
    private double tokens;
    private long at;
    private long windowBegan = Long.MIN_VALUE / 4;
    private int inWindow;
    private long shutTill = Long.MIN_VALUE;
    private long lastAsked = Long.MIN_VALUE / 4;
    private int early;
    private int disallowed;
    private int answered;
    private int refused;

    HiddenLimit(Random dice) {
        kind = Kind.values()[dice.nextInt(3)];
        perSecond = 0.05 * Math.pow(60, dice.nextDouble());
        burst = 1 + dice.nextInt(10);
        window = 10_000L + dice.nextInt(50_000);
        crawlDelay = dice.nextInt(10) == 0 ? 1_000L + dice.nextInt(9_000) : 0;
        disallows = dice.nextInt(50) == 0;
        tokens = burst;
    }

    /** What it allows in the long run; its crawl delay included. */
    double allows() {
        double most = kind == Kind.FIXED_WINDOW ? quota() * 1000.0 / window : perSecond;
        return crawlDelay == 0 ? most : Math.min(most, 1000.0 / crawlDelay);
    }

    long crawlDelay() {
        return crawlDelay;
    }

    boolean disallows() {
        return disallows;
    }

    /** 0 if it answers, else what it wants us to wait. */
    long ask(long now) {
        early += now < shutTill || now - lastAsked < crawlDelay ? 1 : 0;
        disallowed += disallows ? 1 : 0;
        long wait = refusal(now);
        lastAsked = now;
        if (wait > 0) {
            refused++;
            // Retry-After has whole seconds.
            long seconds = (wait + 999) / 1000;
            shutTill = now + seconds * 1000;
            return seconds * 1000;
        }
        answered++;
        return 0;
    }

    private long refusal(long now) {
        return switch (kind) {
            case BUCKET -> {
                tokens = Math.min(burst, tokens + (now - at) * perSecond / 1000);
                at = now;
                if (tokens >= 1) {
                    tokens -= 1;
                    yield 0;
                }
                yield (long) Math.ceil((1 - tokens) * 1000 / perSecond);
            }
            case FIXED_WINDOW -> {
                if (now - windowBegan >= window) {
                    windowBegan = now - Math.floorMod(now, window);
                    inWindow = 0;
                }
                yield inWindow++ < quota() ? 0 : windowBegan + window - now;
            }
            case SPACING -> {
                long gap = (long) Math.floor(1000 / perSecond);
                yield now - lastAsked >= gap ? 0 : gap - (now - lastAsked);
            }
        };
    }

    private int quota() {
        return Math.max(2, (int) (perSecond * window / 1000));
    }

    int early() {
        return early;
    }

    int disallowed() {
        return disallowed;
    }

    int answered() {
        return answered;
    }

    int refused() {
        return refused;
    }
}
