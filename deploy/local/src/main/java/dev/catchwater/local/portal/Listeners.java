package dev.catchwater.local.portal;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The open pages. Each event is the whole snapshot, so a page that reads slowly simply misses some. At most 32 pages;
 * changes within a quarter of a second are told together, and every two seconds it is told anyhow.
 */
final class Listeners {

    private static final int MOST = 32;
    private static final long TOGETHER = 250;
    private static final long ANYHOW = 2000;

    private final Vertx vertx;
    private final Context loop;
    private final Snapshot snapshot;
    private final Set<HttpServerResponse> open = new LinkedHashSet<>();
    private final AtomicBoolean due = new AtomicBoolean();

    Listeners(Vertx vertx, Snapshot snapshot) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.snapshot = snapshot;
    }

    void start() {
        vertx.setPeriodic(0, ANYHOW, tick -> {
            snapshot.upstreams().look();
            changed();
        });
    }

    /** From any thread. */
    void changed() {
        if (due.compareAndSet(false, true)) {
            vertx.setTimer(
                    TOGETHER,
                    timer -> loop.runOnContext(now -> {
                        due.set(false);
                        tell();
                    }));
        }
    }

    void add(HttpServerResponse response) {
        if (open.size() >= MOST) {
            response.setStatusCode(503).putHeader("Retry-After", "5").end();
            return;
        }
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(gone -> loop.runOnContext(now -> open.remove(response)));
        loop.runOnContext(now -> {
            open.add(response);
            write(response, event());
        });
    }

    private void tell() {
        if (!open.isEmpty()) {
            String event = event();
            open.forEach(response -> write(response, event));
        }
    }

    private String event() {
        return "retry: 1000\nevent: status\ndata: " + snapshot.json() + "\n\n";
    }

    private static void write(HttpServerResponse response, String event) {
        if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            response.write(event);
        }
    }
}
