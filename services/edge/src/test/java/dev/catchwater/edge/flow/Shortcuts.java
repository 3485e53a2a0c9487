package dev.catchwater.edge.flow;

import dev.catchwater.edge.Plane;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.store.TieredShelf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** A node over the real shelf, whose clock goes ahead as told, and that can be asked which way a request went. */
final class Shortcuts implements AutoCloseable {
    final Epochs epochs = new Epochs();
    final TieredShelf shelf = new TieredShelf(epochs, Policy.GDSF, 64 << 20, 1 << 20, new Random(1));
    final Node node;
    private final InstantSource clock = InstantSource.system();
    private volatile Duration ahead = Duration.ZERO;

    Shortcuts(Plane knobs, Routes routes) {
        node = new Node(knobs, Optional.empty(), shelf, () -> clock.instant().plus(ahead), routes);
    }

    static Plane knobs(boolean open, Duration idle) {
        Plane usual = Node.quick(Duration.ofSeconds(10));
        return new Plane(
                usual.node(),
                usual.host(),
                0,
                Optional.empty(),
                1,
                usual.maxHeadBytes(),
                usual.headTimeout(),
                idle,
                usual.stallTimeout(),
                usual.maxConnections(),
                usual.maxStreams(),
                usual.maxPiece(),
                open);
    }

    void later(Duration by) {
        ahead = ahead.plus(by);
    }

    void purge(Purge.Mode mode) {
        epochs.apply(new Purged(epochs.sequence() + 1, Instant.EPOCH, new Purge.All(), mode, "", ""));
    }

    /**
     * A response.
     *
     * @param head to its empty line
     * @param looked whether it went the ordinary way as far as to look for a route
     */
    record Answer(String head, String body, boolean looked) {
        String field(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .reduce("", (one, other) -> one.isEmpty() ? other : one + "|" + other);
        }

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    Answer ask(Raw raw, String request) throws IOException {
        int before = node.looked.get();
        raw.send(request);
        Answer answer = next(raw, request.startsWith("HEAD"));
        return new Answer(answer.head(), answer.body(), node.looked.get() != before);
    }

    static Answer next(Raw raw, boolean bare) throws IOException {
        String head = raw.until("\r\n\r\n");
        Answer answer = new Answer(head, "", false);
        String length = answer.field("Content-Length");
        byte[] body = bare || length.isEmpty() ? new byte[0] : raw.bytes(Integer.parseInt(length));
        return new Answer(head, new String(body, StandardCharsets.ISO_8859_1), false);
    }

    /** Until it goes no more the ordinary way; what it is answered then. */
    Answer learn(Raw raw, String request) throws IOException {
        ask(raw, request);
        ask(raw, request);
        return ask(raw, request);
    }

    @Override
    public void close() {
        node.close();
        shelf.close();
    }
}
