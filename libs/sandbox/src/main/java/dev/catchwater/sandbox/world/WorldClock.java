package dev.catchwater.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The world's time: another clock's time, times a speed, which can be paused and pushed ahead, never back. */
public final class WorldClock implements InstantSource {

    private final InstantSource base;
    private final double speed;
    private Instant baseMark;
    private Instant worldMark;
    private boolean paused;

    /**
     * Starts at the base clock's present.
     *
     * @param speed seconds of the world in a second of the base clock, above 0
     */
    public WorldClock(InstantSource base, double speed) {
        if (!(speed > 0 && speed <= 10_000)) {
            throw new IllegalArgumentException("speed must be above 0 and at most 10000: " + speed);
        }
        this.base = base;
        this.speed = speed;
        this.baseMark = base.instant();
        this.worldMark = baseMark;
    }

    @Override
    public synchronized Instant instant() {
        if (paused) {
            return worldMark;
        }
        Duration passed = Duration.between(baseMark, base.instant());
        return passed.isNegative() ? worldMark : worldMark.plusNanos((long) (passed.toNanos() * speed));
    }

    /** Time stands still until {@link #resume()}. */
    public synchronized void pause() {
        mark();
        paused = true;
    }

    /** Time runs again from where it stood. */
    public synchronized void resume() {
        mark();
        paused = false;
    }

    /** Whether time stands still. */
    public synchronized boolean paused() {
        return paused;
    }

    /** Pushes time ahead; works while paused too. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + by);
        }
        mark();
        worldMark = worldMark.plus(by);
    }

    private void mark() {
        worldMark = instant();
        baseMark = base.instant();
    }
}
