package dev.catchwater.fairlead.store;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Content on its way into memory, up to a bound; what goes beyond it is counted and dropped. Small chunks are put together:
 * a body that comes byte by byte would weigh a hundred times what it has bytes. For one thread at a time.
 */
public final class Gatherer implements Gathering {
    /** Of this length at least are all pieces but the last. */
    static final int PIECE = 16 * 1024;

    private static final byte[] NOTHING = {};

    private final long most;
    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] open = NOTHING;
    private int filled;
    private long length;

    /**
     * Of nothing yet.
     *
     * @param most bytes that are kept
     */
    public Gatherer(long most) {
        this.most = most;
    }

    @Override
    public void add(Buffer chunk) {
        length += chunk.length();
        if (!fits()) {
            pieces.clear();
            open = NOTHING;
            filled = 0;
            return;
        }
        int taken = 0;
        while (taken < chunk.length()) {
            int some = Math.min(PIECE - filled, chunk.length() - taken);
            if (filled == 0 && chunk.length() - taken >= PIECE) {
                some = chunk.length() - taken; // as it is, however long
                pieces.add(chunk.getBytes(taken, chunk.length()));
            } else {
                append(chunk, taken, some);
            }
            taken += some;
        }
    }

    private void append(Buffer chunk, int from, int some) {
        if (filled + some > open.length) {
            open = Arrays.copyOf(open, Math.clamp(2L * (filled + some), 64, PIECE));
        }
        chunk.getBytes(from, from + some, open, filled);
        filled += some;
        if (filled == PIECE) {
            pieces.add(open);
            open = NOTHING;
            filled = 0;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean fits() {
        return length <= most;
    }

    @Override
    public Content gathered() {
        List<byte[]> all = new ArrayList<>(pieces);
        if (filled > 0) {
            all.add(Arrays.copyOf(open, filled));
        }
        return new Chunks(List.copyOf(all), length);
    }
}
