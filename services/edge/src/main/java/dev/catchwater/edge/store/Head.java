package dev.catchwater.edge.store;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a file says besides its content, as JSON. */
record Head(PrimaryKey key, StoredResponse response, Instant keepUntil) {
    byte[] write() {
        JsonArray extent = switch (response.extent()) {
            case Extent.Whole(long length) -> JsonArray.of(length);
            case Extent.Part(long first, long last, long total) -> JsonArray.of(first, last, total);
        };
        return new JsonObject()
                .put("key", key.value())
                .put("until", keepUntil.toString())
                .put("status", response.status())
                .put("headers", lines(response.headers()))
                .put("selecting", lines(response.selecting()))
                .put("requested", response.requestTime().toString())
                .put("responded", response.responseTime().toString())
                .put("extent", extent)
                .put("invalid", response.invalid())
                .put("born", response.born())
                .toBuffer()
                .getBytes();
    }

    private static JsonArray lines(Headers headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return new JsonArray(lines);
    }

    static Head read(byte[] text) {
        JsonObject json = new JsonObject(new String(text, StandardCharsets.UTF_8));
        return new Head(new PrimaryKey(json.getString("key")), response(json), Instant.parse(json.getString("until")));
    }

    private static StoredResponse response(JsonObject json) {
        JsonArray extent = json.getJsonArray("extent");
        return new StoredResponse(
                json.getInteger("status"),
                headers(json.getJsonArray("headers")),
                headers(json.getJsonArray("selecting")),
                Instant.parse(json.getString("requested")),
                Instant.parse(json.getString("responded")),
                extent.size() == 1
                        ? new Extent.Whole(extent.getLong(0))
                        : new Extent.Part(extent.getLong(0), extent.getLong(1), extent.getLong(2)),
                json.getBoolean("invalid"),
                json.getLong("born"));
    }

    private static Headers headers(JsonArray lines) {
        return Headers.received(lines.stream().map(String::valueOf).toArray(String[]::new));
    }
}
