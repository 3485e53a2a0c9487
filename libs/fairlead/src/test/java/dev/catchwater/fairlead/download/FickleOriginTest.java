package dev.catchwater.fairlead.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.download.FickleOrigin.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FickleOriginTest {
    private static final byte[] OLD = "what was there before".getBytes(StandardCharsets.UTF_8);
    private static final Request GET = Request.get("https://example.org/file?token=1");

    @TempDir
    Path folder;

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    @Test
    void theTargetIsOneVersionWholeOrTheOldFileWhateverTheOriginDoes() throws IOException {
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            FickleOrigin origin = new FickleOrigin(
                    random,
                    Naming.values()[seed % Naming.values().length],
                    random.nextInt(5) > 0,
                    random.nextInt(4) > 0,
                    random.nextDouble() * 0.9,
                    random.nextInt(3) == 0 ? 0.3 : 0);
            DownloadPolicy policy =
                    random.nextBoolean() ? DownloadPolicy.DEFAULT : DownloadPolicy.DEFAULT.keepingPartial();
            Path target = Files.write(folder.resolve("target"), OLD);
            load(seed, origin, new Downloads(origin, policy, new AtOnce(), random), target);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> !file.equals(target)).forEach(FickleOriginTest::delete);
            }
        }
        // Otherwise the claims above would be about nothing.
        assertThat(done.get()).isBetween(300, 599);
        assertThat(resumed.get()).isGreaterThan(100);
    }

    private void load(int seed, FickleOrigin origin, Downloads downloads, Path target) throws IOException {
        try {
            List<DownloadEvent> events = downloads
                    .to(GET, target)
                    .invoke(event -> {
                        if (!(event instanceof DownloadEvent.Done)) {
                            assertThat(read(target)).as("seed %s", seed).isEqualTo(OLD);
                        }
                    })
                    .collect()
                    .asList()
                    .await()
                    .indefinitely();
            assertThat(events.getLast()).isInstanceOf(DownloadEvent.Done.class);
            assertThat(read(target)).as("seed %s", seed).isIn(origin.versions);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactly(target);
            }
            done.incrementAndGet();
            if (origin.asked.getLast().headers().contains("Range")) {
                resumed.incrementAndGet();
            }
        } catch (HttpException failed) {
            assertThat(read(target)).as("seed %s", seed).isEqualTo(OLD);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPartialFileOfAnEarlierDownloadIsGoneOnWithOnlyIfItIsOfTheSameVersion() throws IOException {
        int again = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            FickleOrigin origin = new FickleOrigin(
                    random, Naming.values()[seed % 3 == 0 ? 2 : 0], true, true, 0.9, seed % 4 == 0 ? 0.5 : 0);
            DownloadPolicy stubborn = DownloadPolicy.DEFAULT.withMaxFailures(0).keepingPartial();
            Downloads downloads = new Downloads(origin, stubborn, new AtOnce(), random);
            Path target = folder.resolve("target" + seed);
            boolean whole = false;
            for (int tries = 0; tries < 200 && !whole; tries++) {
                try {
                    downloads.to(GET, target).collect().last().await().indefinitely();
                    whole = true;
                } catch (HttpException cut) {
                    assertThat(target).doesNotExist();
                }
            }
            assertThat(whole).isTrue();
            assertThat(read(target)).as("seed %s", seed).isIn(origin.versions);
            again += origin.asked.getLast().headers().contains("Range") ? 1 : 0;
        }
        assertThat(again).isGreaterThan(80);
    }
}
