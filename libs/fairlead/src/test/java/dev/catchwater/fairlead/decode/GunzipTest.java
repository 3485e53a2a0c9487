package dev.catchwater.fairlead.decode;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GunzipTest {
    private static final byte[] TEXT = "The quick brown fox. ".repeat(2_000).getBytes(StandardCharsets.UTF_8);

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Uni<byte[]> decode(Gunzip gunzip, List<byte[]> chunks) {
        return gunzip.decode(Multi.createFrom().iterable(chunks).map(Buffer::buffer))
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .map(Buffer::getBytes);
    }

    private static Uni<byte[]> decode(byte[]... chunks) {
        return decode(new Gunzip(Long.MAX_VALUE, 10_000), List.of(chunks));
    }

    private static List<byte[]> cut(byte[] whole, Random random, int most) {
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 0; at < whole.length; ) {
            int to = Math.min(whole.length, at + 1 + random.nextInt(most));
            chunks.add(Arrays.copyOfRange(whole, at, to));
            at = to;
        }
        return chunks;
    }

    private static byte[] concat(byte[]... parts) {
        Buffer all = Buffer.buffer();
        for (byte[] part : parts) {
            all.appendBytes(part);
        }
        return all.getBytes();
    }

    @Test
    void whatTheJdkPackedComesOutWholeHoweverItIsCut() {
        Random random = new Random(5);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        for (byte[] plain : List.of(new byte[0], new byte[] {1}, TEXT, noise)) {
            byte[] packed = gzip(plain);
            assertThat(get(decode(packed))).isEqualTo(plain);
            assertThat(get(decode(new Gunzip(Long.MAX_VALUE, 10_000), cut(packed, random, 1))))
                    .isEqualTo(plain);
            for (int i = 0; i < 20; i++) {
                assertThat(get(decode(new Gunzip(Long.MAX_VALUE, 10_000), cut(packed, random, 700))))
                        .isEqualTo(plain);
            }
        }
    }

    @Test
    void membersInARowAreOneContent() {
        byte[] two = concat(gzip(TEXT), gzip(new byte[0]), gzip("end".getBytes(StandardCharsets.UTF_8)));
        byte[] plain = concat(TEXT, "end".getBytes(StandardCharsets.UTF_8));
        assertThat(get(decode(two))).isEqualTo(plain);
        assertThat(get(decode(new Gunzip(Long.MAX_VALUE, 10_000), cut(two, new Random(1), 3))))
                .isEqualTo(plain);
    }

    @Test
    void everyCombinationOfOptionalFieldsIsSkipped() {
        byte[] body = gzip(TEXT);
        for (int flags = 0; flags < 32; flags++) {
            byte[] head = Arrays.copyOf(body, 10);
            head[3] = (byte) flags;
            byte[] extra = (flags & 4) == 0 ? new byte[0] : new byte[] {3, 0, 'a', 0, 'c'};
            byte[] name = (flags & 8) == 0 ? new byte[0] : new byte[] {'n', 0};
            byte[] comment = (flags & 16) == 0 ? new byte[0] : new byte[] {'c', 'c', 0};
            byte[] crc = new byte[0];
            if ((flags & 2) != 0) {
                CRC32 sum = new CRC32();
                sum.update(concat(head, extra, name, comment));
                crc = new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
            }
            byte[] rest = Arrays.copyOfRange(body, 10, body.length);
            byte[] packed = concat(head, extra, name, comment, crc, rest);
            assertThat(get(decode(packed))).as("flags %s", flags).isEqualTo(TEXT);
            assertThat(get(decode(new Gunzip(Long.MAX_VALUE, 10_000), cut(packed, new Random(2), 1))))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void everyTruncationIsABadBody() {
        byte[] packed = gzip("some text that is packed".getBytes(StandardCharsets.UTF_8));
        for (int length = 1; length < packed.length; length++) {
            assertThat(failureOf(decode(Arrays.copyOf(packed, length))))
                    .as("%s of %s bytes", length, packed.length)
                    .isInstanceOf(HttpFailure.BadBody.class);
        }
    }

    @Test
    void noBytesAtAllAreNoContent() {
        assertThat(get(decode())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, -8, -5, -4, -1})
    void damageToHeadOrTailIsABadBody(int at) {
        byte[] packed = gzip(TEXT);
        packed[at < 0 ? packed.length + at : at] ^= (byte) 0xe0;
        assertThat(failureOf(decode(packed))).isInstanceOf(HttpFailure.BadBody.class);
    }

    @Test
    void damageAnywhereInTheDataIsNeverPassedOnAsGood() {
        byte[] packed = gzip(TEXT);
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = packed.clone();
            damaged[10 + random.nextInt(packed.length - 18)] ^= (byte) (1 << random.nextInt(8));
            assertThat(failureOf(decode(damaged))).isInstanceOf(HttpFailure.BadBody.class);
        }
    }

    @Test
    void aHeadThatNeverEndsIsGivenUp() {
        byte[] head = Arrays.copyOf(gzip(TEXT), 10);
        head[3] = 8;
        byte[] name = new byte[100_000];
        Arrays.fill(name, (byte) 'n');
        assertThat(failureOf(decode(head, name))).isInstanceOf(HttpFailure.BadBody.class);
    }

    @Test
    void aBombIsStoppedByItsRatioAndByItsSize() {
        byte[] bomb = gzip(new byte[20 << 20]);
        assertThat(failureOf(decode(new Gunzip(Long.MAX_VALUE, 200), List.of(bomb))))
                .isInstanceOf(HttpFailure.TooLarge.class);
        assertThat(failureOf(decode(new Gunzip(3 << 20, 10_000), List.of(bomb))))
                .isEqualTo(new HttpFailure.TooLarge("the decompressed answer", 3 << 20));
    }

    @Test
    void nothingIsMadeAheadOfTheReaderButOnePiece() {
        byte[] bomb = gzip(new byte[64 << 20]);
        AtomicInteger cancelled = new AtomicInteger();
        var reader = new Gunzip(Long.MAX_VALUE, 10_000)
                .decode(Multi.createFrom()
                        .items(Buffer.buffer(bomb), Buffer.buffer(bomb))
                        .onCancellation()
                        .invoke(cancelled::incrementAndGet))
                .subscribe()
                .withSubscriber(AssertSubscriber.<Buffer>create(3));
        assertThat(reader.getItems()).hasSize(3).allMatch(piece -> piece.length() <= 16 * 1024);
        reader.cancel();
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void cancellingOnAnotherThreadInTheMiddleOfAPieceIsHarmless() throws Exception {
        byte[] bomb = gzip(new byte[8 << 20]);
        List<Throwable> dropped = java.util.Collections.synchronizedList(new ArrayList<>());
        io.smallrye.mutiny.infrastructure.Infrastructure.setDroppedExceptionHandler(dropped::add);
        try {
            for (int i = 0; i < 50; i++) {
                var reader = AssertSubscriber.<Buffer>create(0);
                new Gunzip(Long.MAX_VALUE, 10_000)
                        .decode(Multi.createFrom().item(Buffer.buffer(bomb)))
                        .subscribe()
                        .withSubscriber(reader);
                Thread reading = Thread.ofVirtual().start(() -> reader.request(Long.MAX_VALUE));
                reader.cancel();
                reading.join();
            }
            assertThat(dropped).isEmpty();
        } finally {
            io.smallrye.mutiny.infrastructure.Infrastructure.resetDroppedExceptionHandler();
        }
    }
}
