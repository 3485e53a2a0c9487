package dev.catchwater.edge.store;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One variant in a file: lengths, checksums, the head as JSON, the content. A file gets its name when it is whole; one that
 * is not what was written, for whatever reason, is none.
 */
final class DiskFile {
    private static final int VERSION = 0xca7c0001;
    private static final int MAX_HEAD = 4 << 20;

    private DiskFile() {}

    /** What a file says before its content. */
    record Head(PrimaryKey key, StoredResponse response, Instant keepUntil, int length, long contentSum) {}

    /** A number that damage changes. */
    static long sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    static void write(Path path, PrimaryKey key, StoredResponse response, Instant keepUntil, byte[] content)
            throws IOException {
        byte[] head = json(key, response, keepUntil).toBuffer().getBytes();
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (OutputStream file = Files.newOutputStream(fresh);
                DataOutputStream out = new DataOutputStream(file)) {
            out.writeInt(VERSION);
            out.writeInt(head.length);
            out.writeInt(content.length);
            out.writeLong(sum(content));
            out.writeLong(sum(head) ^ content.length ^ sum(content));
            out.write(head);
            out.write(content);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static JsonObject json(PrimaryKey key, StoredResponse response, Instant keepUntil) {
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
                .put("born", response.born());
    }

    private static JsonArray lines(Headers headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return new JsonArray(lines);
    }

    /** @throws IOException if it is not what was written */
    static Head head(DataInputStream in) throws IOException {
        int version = in.readInt();
        int headLength = in.readInt();
        int length = in.readInt();
        long contentSum = in.readLong();
        long sum = in.readLong();
        if (version != VERSION || headLength < 0 || headLength > MAX_HEAD || length < 0) {
            throw new IOException("another version, or damaged");
        }
        byte[] head = in.readNBytes(headLength);
        if (sum != (sum(head) ^ length ^ contentSum)) {
            throw new IOException("a damaged head");
        }
        JsonObject json = new JsonObject(new String(head, StandardCharsets.UTF_8));
        return new Head(
                new PrimaryKey(json.getString("key")),
                response(json),
                Instant.parse(json.getString("until")),
                length,
                contentSum);
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

    static Head head(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            return head(in);
        }
    }

    /** The content, if file and checksum are what the index has. */
    static byte[] content(Path path, long contentSum) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            Head head = head(in);
            byte[] content = in.readNBytes(head.length());
            if (content.length != head.length()
                    || sum(content) != head.contentSum()
                    || head.contentSum() != contentSum) {
                throw new IOException("a damaged content");
            }
            return content;
        }
    }
}
