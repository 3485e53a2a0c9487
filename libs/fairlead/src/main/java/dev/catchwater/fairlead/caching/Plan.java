package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.cache.Combining;
import dev.catchwater.fairlead.cache.Extent;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be stored once a body has come.
 *
 * @param head of all of it; its extent may not be known before
 * @param pieces of what is held and what comes, in order
 * @param held what is there already
 */
record Plan(StoredResponse head, List<Combining.Piece> pieces, Optional<Content> held) {
    /** Just what comes. */
    static Plan of(StoredResponse head) {
        return new Plan(head, List.of(new Combining.Piece.Received(0, Extent.UNKNOWN)), Optional.empty());
    }

    static Plan of(Combining combined, Content held) {
        return new Plan(combined.response(), combined.pieces(), Optional.of(held));
    }

    /** How many bytes are taken from what is held. */
    long heldBytes() {
        return pieces.stream()
                .mapToLong(piece -> piece instanceof Combining.Piece.Held(long offset, long length) ? length : 0)
                .sum();
    }

    /** How many bytes have to come; empty if nobody can tell. */
    Optional<Long> expected() {
        return switch (head.extent()) {
            case Extent.Whole(long length) when length == Extent.UNKNOWN -> Optional.empty();
            case Extent.Whole(long length) -> Optional.of(length - heldBytes());
            case Extent.Part part -> Optional.of(part.length() - heldBytes());
        };
    }

    /** The head, once this much has come. */
    StoredResponse complete(long received) {
        return head.extent() instanceof Extent.Whole ? head.withExtent(new Extent.Whole(heldBytes() + received)) : head;
    }

    /** All of it, with what comes in its place. */
    Multi<Buffer> content(Multi<Buffer> received) {
        List<Multi<Buffer>> streams = new ArrayList<>();
        for (Combining.Piece piece : pieces) {
            streams.add(
                    piece instanceof Combining.Piece.Held(long offset, long length)
                            ? held.orElseThrow().read(offset, length)
                            : received);
        }
        return streams.size() == 1
                ? streams.getFirst()
                : Multi.createBy().concatenating().streams(streams);
    }
}
