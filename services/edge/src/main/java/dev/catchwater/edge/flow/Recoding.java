package dev.catchwater.edge.flow;

import dev.catchwater.edge.CodedForm;
import dev.catchwater.edge.CodedForm.Lack;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.cache.PrimaryKey;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Makes the coded forms of stored contents, each once, on threads of its own: whoever asks for one that is not there gets
 * what there is. Bounded in forms at work, in those that wait, in time and in bytes.
 */
final class Recoding {
    private static final Logger LOG = Logger.getLogger(Recoding.class);
    private static final int AT_ONCE = 2;
    private static final int MAX_WAITING = 256;
    private static final int STEP = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A form that saves less than this part of the content is not kept. */
    private static final double LEAST_GAIN = 0.05;

    private final Shelf shelf;
    private final LongSupplier nanos;
    private final ThreadPoolExecutor makers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("recoding-", 0).daemon().factory());

    Recoding(Shelf shelf, LongSupplier nanos) {
        this.shelf = shelf;
        this.nanos = nanos;
        makers.allowCoreThreadTimeOut(true);
    }

    /** A form that is there. */
    record Form(Coding coding, Slab slab) {}

    /**
     * The best of these forms that is there. The best that is not is made for the next time.
     *
     * @param whole the content as it is, all of it
     * @param accepted the favourite first
     */
    Optional<Form> best(PrimaryKey key, Slab whole, List<Coding> accepted) {
        boolean asked = false;
        for (Coding coding : accepted) {
            switch (whole.coded(coding)) {
                case CodedForm.Made(Slab made) -> {
                    return Optional.of(new Form(coding, made));
                }
                case Lack.USELESS -> {}
                case Lack.COMING -> asked = true;
                case Lack.NONE -> {
                    if (!asked) {
                        ask(key, whole, coding);
                        asked = true;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void ask(PrimaryKey key, Slab whole, Coding coding) {
        if (whole.mark(coding, Lack.NONE, Lack.COMING)) {
            try {
                makers.execute(() -> make(key, whole, coding));
            } catch (RejectedExecutionException busy) {
                whole.mark(coding, Lack.COMING, Lack.NONE);
            }
        }
    }

    private void make(PrimaryKey key, Slab whole, Coding coding) {
        try {
            Optional<Buffer> form = encoded(whole, coding);
            if (form.isPresent() && shelf.keepCoded(key, whole, coding, form.get())) {
                return;
            }
        } catch (IOException | LinkageError | RuntimeException unable) {
            LOG.debugf(unable, "no %s of %s", coding.token(), key);
        }
        whole.mark(coding, Lack.COMING, Lack.USELESS);
    }

    /** Empty if it is not worth it, takes too long, or the content is gone. */
    private Optional<Buffer> encoded(Slab whole, Coding coding) throws IOException {
        long until = nanos.getAsLong() + PATIENCE.toNanos();
        Gathering form = new Gathering((long) (whole.length() * (1 - LEAST_GAIN)));
        try (OutputStream encoder = Encoders.encoder(coding, form)) {
            for (long at = 0; at < whole.length(); at += STEP) {
                Optional<ByteBuf> slice = whole.slice(at, (int) Math.min(STEP, whole.length() - at));
                if (slice.isEmpty() || nanos.getAsLong() - until > 0) {
                    return Optional.empty();
                }
                write(slice.get(), encoder);
                if (!form.fits()) {
                    return Optional.empty();
                }
            }
        }
        return form.fits() ? Optional.of(form.gathered) : Optional.empty();
    }

    private static void write(ByteBuf slice, OutputStream encoder) throws IOException {
        try {
            slice.readBytes(encoder, slice.readableBytes());
        } finally {
            slice.release();
        }
    }

    /** What the encoder writes, as long as it is worth it. */
    private static final class Gathering extends OutputStream {
        private final long most;
        private final Buffer gathered = Buffer.buffer();
        private long length;

        Gathering(long most) {
            this.most = most;
        }

        boolean fits() {
            return length <= most;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            length += count;
            if (fits()) {
                gathered.appendBytes(bytes, from, count);
            }
        }
    }
}
