package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** An origin that does everything that origins do to downloads, by the dice: cuts, new versions, whims about ranges. */
final class FickleOrigin implements Next {
    /** How it tells versions apart. */
    enum Naming {
        STRONG_ETAG,
        WEAK_ETAG,
        LAST_MODIFIED,
        FRESH_LAST_MODIFIED,
        NOTHING
    }

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final Naming naming;
    private final boolean ranges;
    private final boolean lengths;
    private final double cut;
    private final double change;
    final List<byte[]> versions = new ArrayList<>();
    final List<Request> asked = new ArrayList<>();

    FickleOrigin(Random random, Naming naming, boolean ranges, boolean lengths, double cut, double change) {
        this.random = random;
        this.naming = naming;
        this.ranges = ranges;
        this.lengths = lengths;
        this.cut = cut;
        this.change = change;
        newVersion();
    }

    private void newVersion() {
        // Often of the same length, so that a mixture would not be found out by that.
        boolean same = !versions.isEmpty() && random.nextInt(4) > 0;
        byte[] content = new byte[same ? current().length : random.nextInt(60_000)];
        random.nextBytes(content);
        versions.add(content);
    }

    byte[] current() {
        return versions.getLast();
    }

    @Override
    public synchronized Uni<Response> proceed(Request request) {
        asked.add(request);
        if (random.nextDouble() < change) {
            newVersion();
        }
        if (random.nextDouble() < cut / 4) {
            return random.nextBoolean()
                    ? Uni.createFrom().failure(disconnected())
                    : Uni.createFrom().item(answer(request, 503, Headers.none(), new byte[0], false));
        }
        String range = request.headers().first("Range").orElse("");
        String validator = request.headers().first("If-Range").orElse("");
        boolean cutThis = random.nextDouble() < cut;
        if (range.isEmpty() || !ranges || !validator.equals(validator())) {
            Headers whole = lengths ? headers().plus("Content-Length", "" + current().length) : headers();
            return Uni.createFrom().item(answer(request, 200, whole, current(), cutThis));
        }
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= current().length) {
            return Uni.createFrom().item(answer(request, 416, headers(), new byte[0], false));
        }
        // A part may be shorter than what was asked for (RFC 9110 §15.3.7).
        int to = random.nextInt(4) == 0 ? from + 1 + random.nextInt(current().length - from) : current().length;
        Headers part = headers().plus("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + current().length);
        return Uni.createFrom().item(answer(request, 206, part, Arrays.copyOfRange(current(), from, to), cutThis));
    }

    private Headers headers() {
        Headers date = Headers.of("Date", HttpDate.format(NOW));
        return switch (naming) {
            case STRONG_ETAG, WEAK_ETAG -> date.plus("ETag", validator());
            case LAST_MODIFIED, FRESH_LAST_MODIFIED -> date.plus("Last-Modified", validator());
            case NOTHING -> date;
        };
    }

    private String validator() {
        return switch (naming) {
            case STRONG_ETAG -> "\"" + versions.size() + "\"";
            // Neither changes with every version, which is why neither may be resumed by.
            case WEAK_ETAG -> "W/\"1\"";
            case FRESH_LAST_MODIFIED -> HttpDate.format(NOW);
            case LAST_MODIFIED -> HttpDate.format(NOW.minusSeconds(1_000 - versions.size()));
            case NOTHING -> "";
        };
    }

    private Response answer(Request request, int status, Headers headers, byte[] content, boolean cutIt) {
        List<Buffer> chunks = new ArrayList<>();
        int end = cutIt ? random.nextInt(content.length + 1) : content.length;
        for (int at = 0; at < end; ) {
            int to = Math.min(end, at + 1 + random.nextInt(20_000));
            chunks.add(Buffer.buffer(Arrays.copyOfRange(content, at, to)));
            at = to;
        }
        Multi<Buffer> body = Multi.createFrom().iterable(chunks);
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(body, Multi.createFrom().failure(disconnected()));
        return new Response(request, status, headers, ResponseBody.of(cutIt ? broken : body, () -> {}));
    }

    private static RuntimeException disconnected() {
        return new HttpFailure.Disconnected("https://example.org:443", "cut").asException();
    }
}
