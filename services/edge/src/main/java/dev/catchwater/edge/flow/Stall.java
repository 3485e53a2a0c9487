package dev.catchwater.edge.flow;

import io.vertx.core.Vertx;

/** A reader that takes nothing for too long loses its response (slow read). A timer runs only while it is waited for. */
final class Stall {
    private static final long NONE = -1;

    private final Visit visit;
    private long timer = NONE;

    Stall(Visit visit) {
        this.visit = visit;
    }

    void begin() {
        if (timer == NONE) {
            timer = vertx().setTimer(visit.plant().knobs().stallTimeout().toMillis(), late -> {
                timer = NONE;
                Deliver.breakOff(visit);
            });
        }
    }

    void end() {
        if (timer != NONE) {
            vertx().cancelTimer(timer);
            timer = NONE;
        }
    }

    private Vertx vertx() {
        return visit.plant().vertx();
    }
}
