package dev.catchwater.local.portal;

import dev.catchwater.local.Board;
import dev.catchwater.local.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** All that the page shows, as one JSON object. */
record Snapshot(Board board, InstantSource clock, Upstreams upstreams) {

    String json() {
        JsonArray parts = new JsonArray();
        long memory = 0;
        for (Status status : board.statuses()) {
            parts.add(part(status));
            memory += status.memory().orElse(0);
        }
        return new JsonObject()
                .put("parts", parts)
                .put("upstreams", upstreams.latest())
                .put("memory", memory)
                .encode();
    }

    private JsonObject part(Status status) {
        JsonObject ports = new JsonObject();
        status.part().ports().forEach(ports::put);
        JsonObject json = new JsonObject()
                .put("name", status.part().name())
                .put("title", status.part().title())
                .put("kind", status.part().kind().name().toLowerCase(Locale.ROOT))
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("words", status.state().words())
                .put("note", status.note())
                .put("ports", ports)
                .put("restarts", status.restarts());
        status.part().page().map(URI::toString).ifPresent(page -> json.put("page", page));
        status.pid().ifPresent(pid -> json.put("pid", pid));
        status.version().ifPresent(version -> json.put("version", version));
        status.memory().ifPresent(bytes -> json.put("memory", bytes));
        status.readyAfter().ifPresent(took -> json.put("readyMillis", took.toMillis()));
        status.startedAt()
                .ifPresent(at -> json.put(
                        "upSeconds", Duration.between(at, clock.instant()).toSeconds()));
        return json;
    }
}
