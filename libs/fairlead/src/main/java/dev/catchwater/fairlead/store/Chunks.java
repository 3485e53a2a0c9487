package dev.catchwater.fairlead.store;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Content in memory, in pieces of some kilobytes. They are copied on their way in and out: nobody else's buffer is ever shared. */
record Chunks(List<byte[]> pieces, long length) implements Content {
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
        for (byte[] piece : pieces) {
            long end = at + piece.length;
            if (end > from && at < to) {
                int first = (int) (Math.max(from, at) - at);
                int length = (int) (Math.min(to, end) - at) - first;
                slices.add(Buffer.buffer(length).appendBytes(piece, first, length));
            }
            at = end;
        }
        return slices;
    }
}
