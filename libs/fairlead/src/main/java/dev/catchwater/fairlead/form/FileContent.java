package dev.catchwater.fairlead.form;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;

/** A file as a body or a part: read piece by piece as the connection takes it, never on an event loop. */
public final class FileContent {
    private static final int PIECE_BYTES = 64 * 1024;

    /** Reads on virtual threads. */
    public static final Executor VIRTUAL_THREADS = task -> Thread.ofVirtual().start(task);

    private FileContent() {}

    /**
     * The file's content, which may be sent again and must not change its length meanwhile. Asks the disk for its
     * length, so not for an event loop.
     *
     * @param blocking where the disk is waited for; {@link #VIRTUAL_THREADS}, or a pool
     * @throws dev.catchwater.fairlead.HttpException with {@link HttpFailure.InvalidRequest} if it cannot be read
     */
    public static RequestBody of(Path file, Executor blocking) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new HttpFailure.InvalidRequest("there is no file to send").asException();
            }
            return new RequestBody.Stream(() -> read(file, blocking), Files.size(file), true);
        } catch (IOException e) {
            throw new HttpFailure.InvalidRequest("the file to send cannot be read").asException(e);
        }
    }

    private static Multi<Buffer> read(Path file, Executor blocking) {
        return Multi.createFrom()
                .resource(
                        () -> open(file),
                        channel -> Multi.createFrom().<FileChannel, Buffer>generator(() -> channel, (same, emitter) -> {
                            Buffer piece = piece(same);
                            if (piece.length() == 0) {
                                emitter.complete();
                            } else {
                                emitter.emit(piece);
                            }
                            return same;
                        }))
                .withFinalizer(FileContent::close)
                .runSubscriptionOn(blocking);
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Buffer piece(FileChannel channel) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(PIECE_BYTES);
            int read = channel.read(bytes);
            return read <= 0 ? Buffer.buffer() : Buffer.buffer(read).appendBytes(bytes.array(), 0, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
