package dev.catchwater.fairlead.decode;

import dev.catchwater.fairlead.BodyInputStream;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Undoes a coding by a library that reads from a stream and waits for it: on a virtual thread for each body, which is
 * never more than one piece ahead of its reader. The reader hears of the pieces on its own event loop.
 */
final class Unpacked extends AbstractMulti<Buffer> {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final long RATIO_FROM_BYTES = 1 << 20;

    private final Coding coding;
    private final Multi<Buffer> coded;
    private final long maxBytes;
    private final int maxRatio;
    private final Executor here;

    Unpacked(Coding coding, Multi<Buffer> coded, long maxBytes, int maxRatio, Executor here) {
        this.coding = coding;
        this.coded = coded;
        this.maxBytes = maxBytes;
        this.maxRatio = maxRatio;
        this.here = here;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> reader) {
        Run run = new Run(reader, new Counting(BodyInputStream.of(coded)));
        reader.onSubscribe(run);
        run.thread.start();
    }

    /** Counts what the library takes. */
    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            bytes += Math.max(count, 0);
            return count;
        }
    }

    private final class Run implements Flow.Subscription {
        private final MultiSubscriber<? super Buffer> reader;
        private final Counting in;
        private final Thread thread = Thread.ofVirtual().name("fairlead-decode").unstarted(this::work);
        private long demand;
        private boolean cancelled;

        Run(MultiSubscriber<? super Buffer> reader, Counting in) {
            this.reader = reader;
            this.in = in;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                tell(() -> reader.onFailure(new IllegalArgumentException("a reader must ask for at least one piece")));
                cancel();
                return;
            }
            synchronized (this) {
                demand = Subscriptions.add(demand, n);
                notifyAll();
            }
        }

        @Override
        public void cancel() {
            synchronized (this) {
                cancelled = true;
            }
            close();
            thread.interrupt();
        }

        private void close() {
            try {
                in.close();
            } catch (IOException neverThrown) {
                throw new IllegalStateException(neverThrown);
            }
        }

        private void work() {
            try {
                unpack();
                tell(reader::onCompletion);
            } catch (InterruptedException gone) {
                // The reader has cancelled.
            } catch (IOException | RuntimeException | LinkageError broken) {
                close();
                // Without the library's own words and exceptions, which are as many as there are ways to damage data.
                RuntimeException failure = broken instanceof HttpException ours
                        ? ours
                        : broken("its data are damaged, or end in the middle");
                tell(() -> reader.onFailure(failure));
            }
        }

        private void unpack() throws IOException, InterruptedException {
            PushbackInputStream source = new PushbackInputStream(in, 1);
            int first = source.read();
            if (first < 0) {
                return; // No bytes at all: servers name a coding for an empty body, too.
            }
            source.unread(first);
            InputStream plain = coding.opener().open(source);
            long out = 0;
            byte[] piece = new byte[PIECE_BYTES];
            for (int made = plain.read(piece); made >= 0; made = plain.read(piece)) {
                out += made;
                if (out > maxBytes || (out > RATIO_FROM_BYTES && out > in.bytes * maxRatio)) {
                    throw new HttpFailure.TooLarge("the decompressed answer", Math.min(maxBytes, in.bytes * maxRatio))
                            .asException();
                }
                if (made > 0) {
                    Buffer content = Buffer.buffer(made).appendBytes(piece, 0, made);
                    awaitDemand();
                    tell(() -> reader.onItem(content));
                }
            }
            if (source.read() >= 0) {
                throw broken("there is something after its end");
            }
        }

        /** Waits until a piece is asked for, and takes that demand. */
        private synchronized void awaitDemand() throws InterruptedException {
            while (demand == 0 && !cancelled) {
                wait();
            }
            if (cancelled) {
                throw new InterruptedException();
            }
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
        }

        private void tell(Runnable signal) {
            here.execute(() -> {
                boolean gone;
                synchronized (this) {
                    gone = cancelled;
                }
                if (!gone) {
                    signal.run();
                }
            });
        }
    }

    private RuntimeException broken(String why) {
        return new HttpFailure.BadBody(coding.name() + ": " + why).asException();
    }
}
