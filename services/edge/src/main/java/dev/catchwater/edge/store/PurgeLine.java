package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.fairlead.cache.PrimaryKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A purge as a line of text: a checksum in eight digits, a space, and JSON that people can read. */
final class PurgeLine {
    private static final int SUM_DIGITS = 8;

    private PurgeLine() {}

    static byte[] write(Purged purged) {
        JsonObject line = new JsonObject()
                .put("sequence", purged.sequence())
                .put("at", purged.at().toString())
                .put("mode", purged.mode().name());
        switch (purged.purge()) {
            case Purge.All all -> line.put("all", true);
            case Purge.Host host -> line.put("host", host.name());
            case Purge.Tag tag -> line.put("tag", tag.name());
            case Purge.Uri uri -> line.put("uri", uri.target().value());
            case Purge.Prefix prefix ->
                line.put("host", prefix.host()).put("segments", new JsonArray(prefix.segments()));
        }
        String json = line.put("key", purged.key()).put("actor", purged.actor()).encode();
        return (sum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String sum(String json) {
        CRC32C sum = new CRC32C();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** Empty if it is not what was written. */
    static Optional<Purged> read(String line) {
        if (line.length() <= SUM_DIGITS || !line.startsWith(sum(line.substring(SUM_DIGITS + 1)) + " ")) {
            return Optional.empty();
        }
        JsonObject json = new JsonObject(line.substring(SUM_DIGITS + 1));
        return Optional.of(new Purged(
                json.getLong("sequence"),
                Instant.parse(json.getString("at")),
                purge(json),
                Purge.Mode.valueOf(json.getString("mode")),
                json.getString("key"),
                json.getString("actor")));
    }

    private static Purge purge(JsonObject json) {
        if (json.containsKey("all")) {
            return new Purge.All();
        }
        if (json.containsKey("tag")) {
            return new Purge.Tag(json.getString("tag"));
        }
        if (json.containsKey("uri")) {
            return new Purge.Uri(new PrimaryKey(json.getString("uri")));
        }
        return json.containsKey("segments")
                ? new Purge.Prefix(
                        json.getString("host"),
                        json.getJsonArray("segments").stream()
                                .map(String::valueOf)
                                .toList())
                : new Purge.Host(json.getString("host"));
    }
}
