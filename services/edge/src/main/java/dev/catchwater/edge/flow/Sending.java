package dev.catchwater.edge.flow;

import dev.catchwater.edge.FileContent;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Stored bytes from a file on their way to a client, at the client's pace. The first ones go with the head; the others are sent by
 * the kernel (sendfile) where nothing stands between file and socket, else piece by piece through memory.
 */
final class Sending {
    private final Visit visit;
    private final HttpServerResponse out;
    private final FileContent.Reading file;
    private final int most;
    private final boolean byKernel;
    private final Stall stall;
    private long at;
    private long left;
    private boolean reading;
    private boolean closed;

    private Sending(Visit visit, FileContent.Reading file, long offset, long length) {
        this.visit = visit;
        this.out = visit.request().response();
        this.file = file;
        this.most = visit.plant().knobs().maxPiece();
        this.byKernel = visit.request().version() != HttpVersion.HTTP_2
                && !visit.request().isSSL();
        this.stall = new Stall(visit);
        this.at = offset;
        this.left = length;
    }

    /**
     * Opens the file, and begins.
     *
     * @param length at least 1
     * @param head writes it; {@link Visit#otherwise} is asked if there is no such content any more
     */
    static void begin(Visit visit, FileContent content, long offset, long length, Runnable head) {
        visit.whenGone(visit::left);
        content.open().subscribe().with(file -> new Sending(visit, file, offset, length).first(head), evicted -> {
            if (!visit.isOver()) {
                visit.otherwise();
            }
        });
    }

    private void first(Runnable head) {
        reading = true;
        file.bytes(at, piece())
                .subscribe()
                .with(
                        bytes -> {
                            reading = false;
                            if (visit.isOver()) {
                                bytes.release();
                                close();
                                return;
                            }
                            visit.whenGone(this::gone);
                            head.run();
                            pour(bytes);
                        },
                        damaged -> {
                            reading = false;
                            close();
                            if (!visit.isOver()) {
                                visit.otherwise();
                            }
                        });
    }

    /** Up to where the next whole piece begins: that is where checksums end, too. */
    private int piece() {
        return (int) Math.min(left, most - at % most);
    }

    private void next() {
        if (visit.isOver()) {
            close();
            return;
        }
        reading = true;
        if (byKernel) {
            int piece = piece();
            file.region(at, piece).subscribe().with(region -> send(region, piece), this::broken);
        } else {
            file.bytes(at, piece()).subscribe().with(this::pour, this::broken);
        }
    }

    private void pour(ByteBuf piece) {
        reading = false;
        if (visit.isOver()) {
            piece.release();
            close();
            return;
        }
        sent(piece.readableBytes());
        if (left == 0) {
            out.end(Deliver.buffer(piece), done -> piece.release());
            ended();
            return;
        }
        out.write(Deliver.buffer(piece), done -> piece.release());
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

    private void send(FileContent.Region region, int bytes) {
        reading = false;
        if (visit.isOver()) {
            region.release();
            close();
            return;
        }
        sent(bytes);
        stall.begin();
        var _ = Connections.send(visit.request(), region).addListener(written -> {
            stall.end();
            if (!written.isSuccess()) {
                gone();
            } else if (left == 0 && !visit.isOver()) {
                out.end();
                ended();
            } else {
                next();
            }
        });
    }

    private void sent(long bytes) {
        at += bytes;
        left -= bytes;
        visit.sent(bytes);
    }

    private void ended() {
        close();
        Deliver.ended(visit);
    }

    /** Damaged, or lost: what was promised cannot be kept. */
    private void broken(Throwable failure) {
        reading = false;
        close();
        if (!visit.isOver()) {
            Deliver.breakOff(visit);
        }
    }

    private void gone() {
        stall.end();
        visit.left();
        if (!reading) {
            close();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            file.close();
        }
    }
}
