package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.CodedForm;
import dev.catchwater.edge.CodedForm.Lack;
import dev.catchwater.edge.Slab;
import dev.catchwater.edge.route.Compression.Coding;
import dev.catchwater.fairlead.cache.PrimaryKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecodingTest {
    private static final PrimaryKey KEY = new PrimaryKey("http://a.test:80/");

    /** A content on the heap that counts how often it is read from its beginning. */
    private static final class Counted implements Slab {
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger read = new AtomicInteger();
        private final AtomicReference<CodedForm> form = new AtomicReference<>(Lack.NONE);
        private final byte[] bytes;
        private final CountDownLatch gate;
        boolean seenLate;

        Counted(byte[] bytes, CountDownLatch gate) {
            this.bytes = bytes;
            this.gate = gate;
        }

        @Override
        public Optional<ByteBuf> slice(long offset, int length) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            begun.addAndGet(offset == 0 ? 1 : 0);
            read.addAndGet(length);
            return Optional.of(Unpooled.wrappedBuffer(bytes, (int) offset, length));
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public Multi<Buffer> read(long offset, long length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CodedForm coded(Coding coding) {
            return coding != Coding.GZIP ? Lack.USELESS : seenLate ? Lack.NONE : form.get();
        }

        @Override
        public boolean mark(Coding coding, Lack before, Lack after) {
            return form.compareAndSet(before, after);
        }
    }

    private static final List<Coding> WANTED = List.of(Coding.BR, Coding.GZIP);

    /** All of them see that it is not there, and ask. The store here keeps no forms, so that each would make one. */
    @Test
    void aFormIsMadeOnceHoweverManyWantIt() {
        CountDownLatch gate = new CountDownLatch(1);
        Counted content = new Counted(new byte[300_000], gate);
        content.seenLate = true;
        Recoding recoding = new Recoding(new HeapShelf(), System::nanoTime);
        for (int asked = 0; asked < 100; asked++) {
            assertThat(recoding.best(KEY, content, WANTED)).isEmpty();
        }
        gate.countDown();
        await().until(() -> content.form.get() == Lack.USELESS);
        assertThat(content.begun).hasValue(1);
    }

    @Test
    void whatDoesNotGetShorterIsGivenUpBeforeItsEnd() {
        byte[] noise = new byte[4 << 20];
        new Random(1).nextBytes(noise);
        Counted content = new Counted(noise, new CountDownLatch(0));
        new Recoding(new HeapShelf(), System::nanoTime).best(KEY, content, WANTED);
        await().until(() -> content.coded(Coding.GZIP) == Lack.USELESS);
        assertThat(content.read.get()).isLessThan(noise.length);
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        AtomicLong clock = new AtomicLong();
        Counted content = new Counted(new byte[4 << 20], new CountDownLatch(0));
        new Recoding(new HeapShelf(), () -> clock.addAndGet(1_000_000_000L)).best(KEY, content, WANTED);
        await().until(() -> content.coded(Coding.GZIP) == Lack.USELESS);
        assertThat(content.read.get()).isLessThan(1 << 20);
    }

    /** Two are at work and some wait; whoever comes then may ask again later. */
    @Test
    void thereIsABoundToWhatWaitsToBeMade() {
        CountDownLatch gate = new CountDownLatch(1);
        Recoding recoding = new Recoding(new HeapShelf(), System::nanoTime);
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            Counted content = new Counted(new byte[2_000], gate);
            recoding.best(KEY, content, WANTED);
            taken += content.coded(Coding.GZIP) == Lack.COMING ? 1 : 0;
        }
        gate.countDown();
        assertThat(taken).isEqualTo(2 + 256);
    }
}
