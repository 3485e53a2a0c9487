package dev.catchwater.edge.flow;

import dev.catchwater.edge.Slab;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Stored bytes on their way to a client, without a copy: at once where they are few, else at the client's pace. */
final class Pouring {
    private final Visit visit;
    private final HttpServerResponse out;
    private final Slab slab;
    private final int most;
    private final Stall stall;
    private long at;
    private long left;

    Pouring(Visit visit, Slab slab, long offset, long length) {
        this.visit = visit;
        this.out = visit.request().response();
        this.slab = slab;
        this.most = visit.plant().knobs().maxPiece();
        this.stall = new Stall(visit);
        this.at = offset;
        this.left = length;
    }

    /**
     * Begins, if the bytes are still there.
     *
     * @param head writes it
     */
    boolean begin(Runnable head) {
        if (left == 0) {
            head.run();
            Deliver.end(visit);
            return true;
        }
        Optional<ByteBuf> first = slab.slice(at, (int) Math.min(left, most));
        if (first.isEmpty()) {
            return false;
        }
        head.run();
        if (left > most) {
            visit.whenGone(visit::left);
        }
        pour(first.get());
        return true;
    }

    private void pour(ByteBuf piece) {
        int length = piece.readableBytes();
        at += length;
        left -= length;
        visit.sent(length);
        Buffer bytes = Deliver.buffer(piece);
        if (left == 0) {
            out.end(bytes, done -> piece.release());
            Deliver.ended(visit);
            return;
        }
        out.write(bytes, done -> piece.release());
        if (out.writeQueueFull()) {
            stall.begin();
            out.drainHandler(drained -> {
                stall.end();
                next();
            });
        } else {
            next();
        }
    }

    private void next() {
        if (visit.isOver()) {
            return;
        }
        Optional<ByteBuf> piece = slab.slice(at, (int) Math.min(left, most));
        if (piece.isEmpty()) {
            Deliver.breakOff(visit); // evicted meanwhile: what was promised cannot be kept
        } else {
            pour(piece.get());
        }
    }
}
