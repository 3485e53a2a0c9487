package dev.catchwater.fairlead.store;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Content in memory. Chunks are copied on their way in and out: nobody else's buffer is ever shared. */
final class Chunks implements Content {
    private final List<Buffer> chunks;
    private final long length;

    private Chunks(List<Buffer> chunks, long length) {
        this.chunks = chunks;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Multi<Buffer> read(long offset, long wanted) {
        if (offset < 0 || wanted < 0 || offset + wanted > length) {
            throw new IllegalArgumentException("there are only " + length + " bytes");
        }
        return Multi.createFrom().items(() -> slices(offset, offset + wanted).stream());
    }

    private List<Buffer> slices(long from, long to) {
        List<Buffer> slices = new ArrayList<>();
        long at = 0;
        for (Buffer chunk : chunks) {
            long end = at + chunk.length();
            if (end > from && at < to) {
                slices.add(chunk.getBuffer((int) (Math.max(from, at) - at), (int) (Math.min(to, end) - at)));
            }
            at = end;
        }
        return slices;
    }

    /** Gathers content up to a bound; what goes beyond it is counted and dropped. */
    static final class Gatherer {
        private final long most;
        private final List<Buffer> chunks = new ArrayList<>();
        private long length;

        Gatherer(long most) {
            this.most = most;
        }

        void add(Buffer chunk) {
            length += chunk.length();
            if (fits()) {
                chunks.add(chunk.copy());
            } else {
                chunks.clear();
            }
        }

        boolean fits() {
            return length <= most;
        }

        Chunks gathered() {
            return new Chunks(List.copyOf(chunks), length);
        }
    }
}
