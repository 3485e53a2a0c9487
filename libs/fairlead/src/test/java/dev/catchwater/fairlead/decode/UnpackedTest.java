package dev.catchwater.fairlead.decode;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files packed by the reference encoders of their formats: squares of numbers, and 32 MiB of zeros. */
class UnpackedTest {
    private static final byte[] NUMBERS = IntStream.range(0, 3_000)
            .mapToObj(number -> Integer.toString(number * number))
            .collect(Collectors.joining(","))
            .getBytes(StandardCharsets.UTF_8);

    private static final int ZEROS = 32 << 20;

    private static byte[] packed(String file) {
        try (InputStream in = UnpackedTest.class.getResourceAsStream("/decode/" + file)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Coding coding(String name) {
        return Coding.available().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Multi<Buffer> unpack(String name, List<byte[]> chunks, long maxBytes, int maxRatio) {
        Multi<Buffer> coded = Multi.createFrom().iterable(chunks).map(Buffer::buffer);
        return new Unpacked(coding(name), coded, maxBytes, maxRatio, Runnable::run);
    }

    private static Uni<byte[]> whole(String name, byte[]... chunks) {
        return unpack(name, List.of(chunks), Long.MAX_VALUE, 1_000_000)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .map(Buffer::getBytes);
    }

    private static byte[][] cut(byte[] whole, Random random, int most) {
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 0; at < whole.length; ) {
            int to = Math.min(whole.length, at + 1 + random.nextInt(most));
            chunks.add(Arrays.copyOfRange(whole, at, to));
            at = to;
        }
        return chunks.toArray(byte[][]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void whatTheReferenceEncoderPackedComesOutWholeHoweverItIsCut(String name) {
        byte[] packed = numbers(name);
        assertThat(get(whole(name, packed))).isEqualTo(NUMBERS);
        assertThat(get(whole(name, cut(packed, new Random(1), 1)))).isEqualTo(NUMBERS);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(get(whole(name, cut(packed, new Random(seed), 3_000)))).isEqualTo(NUMBERS);
        }
        assertThat(get(whole(name))).isEmpty();
        assertThat(get(whole(name, new byte[0], new byte[0]))).isEmpty();
    }

    private static byte[] numbers(String name) {
        return packed(name.equals("br") ? "numbers.br" : "numbers.zst");
    }

    private static byte[] zeros(String name) {
        return packed(name.equals("br") ? "zeros.br" : "zeros.zst");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void everyTruncationIsABadBody(String name) {
        byte[] packed = numbers(name);
        for (int length = 1; length < packed.length; length += 37) {
            assertThat(failureOf(whole(name, Arrays.copyOf(packed, length))))
                    .as("%s bytes", length)
                    .isInstanceOf(HttpFailure.BadBody.class);
        }
        assertThat(failureOf(whole(name, Arrays.copyOf(packed, packed.length - 1))))
                .isInstanceOf(HttpFailure.BadBody.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void flippedBitsAndNoiseEndInSomethingOrInABadBodyAndNothingElse(String name) {
        byte[] packed = numbers(name);
        Random random = new Random(9);
        for (int i = 0; i < 1_500; i++) {
            byte[] damaged = packed.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(i % 2 == 0 ? 64 : damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (i % 10 == 0) {
                random.nextBytes(damaged);
            }
            try {
                get(unpack(name, List.of(damaged), 1 << 20, 1_000).collect().asList());
            } catch (HttpException expected) {
                assertThat(expected.failure()).isInstanceOfAny(HttpFailure.BadBody.class, HttpFailure.TooLarge.class);
                assertThat(expected.getCause()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void aBombEndsAtTheRatioOrTheSizeAndNotBefore(String name) {
        assertThat(failureOf(unpack(name, List.of(zeros(name)), Long.MAX_VALUE, 200)
                        .collect()
                        .asList()))
                .isInstanceOf(HttpFailure.TooLarge.class);
        assertThat(failureOf(unpack(name, List.of(zeros(name)), ZEROS - 1, 1_000_000)
                        .collect()
                        .asList()))
                .isEqualTo(new HttpFailure.TooLarge("the decompressed answer", ZEROS - 1));
        assertThat(get(unpack(name, List.of(zeros(name)), ZEROS, 1_000_000)
                        .map(Buffer::length)
                        .collect()
                        .in(AtomicInteger::new, AtomicInteger::addAndGet)
                        .map(AtomicInteger::get)))
                .isEqualTo(ZEROS);
    }

    @Test
    void nothingIsUnpackedMoreThanAPieceAheadOfTheReader() {
        AtomicInteger made = new AtomicInteger();
        Coding endless = new Coding("endless", in -> new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                made.incrementAndGet();
                return length;
            }
        });
        Multi<Buffer> coded = Multi.createFrom().item(Buffer.buffer("x"));
        AssertSubscriber<Buffer> reader = new Unpacked(endless, coded, Long.MAX_VALUE, Integer.MAX_VALUE, Runnable::run)
                .subscribe()
                .withSubscriber(AssertSubscriber.create());
        reader.awaitNextItems(3, PATIENCE);
        await().atMost(PATIENCE).until(() -> made.get() == 4);
        reader.awaitNextItems(100, PATIENCE);
        assertThat(reader.getItems()).hasSize(103);
        assertThat(made.get()).isBetween(103, 104);
        reader.cancel();
    }

    @Test
    void cancellingReachesTheCodedBytesWhileTheLibraryWaitsForMore() {
        AtomicInteger cancelled = new AtomicInteger();
        Multi<Buffer> coded = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer("xyz")),
                        Multi.createFrom().<Buffer>nothing())
                .onCancellation()
                .invoke(cancelled::incrementAndGet);
        Coding plain = new Coding("plain", in -> in);
        AssertSubscriber<Buffer> reader = new Unpacked(plain, coded, Long.MAX_VALUE, 1_000, Runnable::run)
                .subscribe()
                .withSubscriber(AssertSubscriber.create());
        reader.awaitNextItems(1, PATIENCE);
        reader.request(1);
        reader.cancel();
        await().atMost(PATIENCE).until(() -> cancelled.get() == 1);
    }

    @Test
    void anEventStreamIsAskedForInNothingThatWouldHoldItsEventsBack() {
        DecodeStage stage = new DecodeStage(1 << 20, 200, Coding.available(), () -> Runnable::run);
        Request events = Request.get("https://example.org/").withHeader("Accept", "text/event-stream");
        Response response = get(stage.apply(
                events,
                asked -> Uni.createFrom().item(new Response(asked, 200, Headers.none(), ResponseBody.empty()))));
        assertThat(response.request().headers().first("Accept-Encoding")).contains("gzip");
    }

    @Test
    void aFailureOfTheCodedBytesIsTheReadersAsItIs() {
        HttpFailure cut = new HttpFailure.Disconnected("https://example.org:443", "cut");
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer(Arrays.copyOf(numbers("br"), 5_000))),
                        Multi.createFrom().failure(cut.asException()));
        assertThat(failureOf(new Unpacked(coding("br"), broken, Long.MAX_VALUE, 1_000, Runnable::run)
                        .collect()
                        .asList()))
                .isEqualTo(cut);
    }

    @Test
    void theStageAsksForWhatCanBeUndoneAndDeliversOnTheLoopOfTheCall() {
        try (ExecutorService loop = Executors.newSingleThreadExecutor(task -> new Thread(task, "the-loop"))) {
            List<Request> sent = new ArrayList<>();
            DecodeStage stage = new DecodeStage(1 << 20, 200, Coding.available(), () -> loop);
            Response response = get(stage.apply(Request.get("https://example.org/"), asked -> {
                sent.add(asked);
                ResponseBody body = ResponseBody.of(Multi.createFrom().item(Buffer.buffer(numbers("br"))), () -> {});
                return Uni.createFrom().item(new Response(asked, 200, Headers.of("Content-Encoding", "BR"), body));
            }));
            assertThat(sent.getFirst().headers().first("Accept-Encoding")).contains("gzip, br, zstd");
            assertThat(response.headers().contains("Content-Encoding")).isFalse();
            List<String> threads = get(response.body().stream()
                    .map(piece -> Thread.currentThread().getName())
                    .collect()
                    .asList());
            assertThat(threads).isNotEmpty().containsOnly("the-loop");
        }
    }
}
