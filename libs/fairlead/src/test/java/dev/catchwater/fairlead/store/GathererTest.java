package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GathererTest {
    private static Buffer all(Content content, long offset, long length) {
        return get(content.read(offset, length).collect().in(Buffer::buffer, Buffer::appendBuffer));
    }

    private static Chunks gathered(Buffer bytes, int most, Random chance) {
        Gatherer gatherer = new Gatherer(bytes.length());
        int at = 0;
        while (at < bytes.length()) {
            int some = Math.min(1 + chance.nextInt(most), bytes.length() - at);
            gatherer.add(bytes.getBuffer(at, at + some));
            at += some;
        }
        return (Chunks) gatherer.gathered();
    }

    private static Buffer bytes(int length, Random chance) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    @Test
    void bytesThatComeOneByOneAreHeldInFewPiecesOfNoMoreThanTheirLength() {
        Chunks chunks = gathered(bytes(100_000, new Random(1)), 1, new Random(1));
        assertThat(chunks.pieces()).hasSize(7);
        assertThat(chunks.pieces().stream().mapToInt(piece -> piece.length).sum())
                .isEqualTo(100_000);
    }

    @Test
    void whateverTheChunksTheBytesAreTheSameAndAllPiecesButTheLastAreLong() {
        Random chance = new Random(7);
        for (int most : new int[] {3, 500, Gatherer.PIECE - 1, Gatherer.PIECE, Gatherer.PIECE + 1, 100_000}) {
            Buffer bytes = bytes(90_000 + most, chance);
            Chunks chunks = gathered(bytes, most, chance);
            assertThat(all(chunks, 0, chunks.length())).isEqualTo(bytes);
            assertThat(all(chunks, 20_000, 30_001)).isEqualTo(bytes.getBuffer(20_000, 50_001));
            assertThat(chunks.pieces().subList(0, chunks.pieces().size() - 1))
                    .allSatisfy(piece -> assertThat(piece.length).isGreaterThanOrEqualTo(Gatherer.PIECE));
        }
    }

    @Test
    void whatGoesBeyondTheBoundIsCountedAndNotKept() {
        Gatherer gatherer = new Gatherer(5);
        gatherer.add(Buffer.buffer("12345"));
        assertThat(gatherer.fits()).isTrue();
        gatherer.add(Buffer.buffer("6"));
        gatherer.add(Buffer.buffer("78"));
        assertThat(gatherer.fits()).isFalse();
        assertThat(gatherer.length()).isEqualTo(8);
        assertThat(((Chunks) gatherer.gathered()).pieces()).isEmpty();
    }

    @Test
    void whatTheReaderDoesWithItsChunkIsItsOwnAffair() {
        Gatherer gatherer = new Gatherer(50_000);
        Buffer chunk = Buffer.buffer(new byte[20_000]);
        gatherer.add(chunk);
        chunk.setByte(0, (byte) 1);
        assertThat(all(gatherer.gathered(), 0, 1).getByte(0)).isZero();
    }
}
