package dev.catchwater.fairlead.redis.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four processes for minutes: 6,000 in any minute, no window over and 98 % of it used. */
@Tag("trial")
class FourProcessesTest {
    private static final int COUNT = 6_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final RedisServer redis = new RedisServer();
    private final List<Process> nodes = new ArrayList<>();
    private int sent;

    @AfterEach
    void close() {
        nodes.forEach(Process::destroyForcibly);
        redis.close();
    }

    private void start() throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (int i = 0; i < 4; i++) {
            nodes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            path,
                            NodeProcess.class.getName(),
                            redis.uri(),
                            file(i).toString(),
                            Integer.toString(COUNT),
                            Long.toString(WINDOW.toSeconds()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out" + i).toFile())
                    .start());
        }
    }

    private Path file(int node) {
        return folder.resolve("node" + node);
    }

    private void run(Duration time) {
        long until = redis.timers.nanos() + time.toNanos();
        await().atMost(time.plusMinutes(1)).until(() -> redis.timers.nanos() >= until);
    }

    private SlidingLog end() throws IOException {
        for (Process node : nodes) {
            node.getOutputStream().close();
        }
        SlidingLog log = new SlidingLog();
        for (int i = 0; i < 4; i++) {
            Path file = file(i);
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file));
            List<String> lines = Files.readAllLines(file);
            sent += Integer.parseInt(lines.getFirst());
            lines.stream().skip(1).forEach(line -> log.add(Long.parseLong(line)));
        }
        return log;
    }

    @Test
    void togetherTheyKeepToTheLimitAndUseIt() throws IOException {
        start();
        run(Duration.ofSeconds(15));
        long start = redis.timers.nanos();
        run(Duration.ofMinutes(3));
        SlidingLog log = end();
        Files.write(
                Path.of("target/four-processes"),
                List.of(
                        "most in any minute|" + log.most(WINDOW) + "|98 % of " + COUNT + " to " + COUNT,
                        "a minute on average|" + Math.round(log.rateSince(start) * WINDOW.toSeconds())
                                + "|at least 98 % of " + COUNT,
                        "round trips to Redis a request|" + (double) sent / log.size() + "|at most 0.1"));
        assertThat(log.most(WINDOW)).as("in a minute").isBetween(COUNT * 98 / 100, COUNT);
        assertThat(log.rateSince(start) * WINDOW.toSeconds()).as("a minute").isGreaterThanOrEqualTo(COUNT * 0.98);
        assertThat((double) sent / log.size()).as("round trips a request").isLessThanOrEqualTo(0.1);
    }

    @Test
    void noWindowIsOverWhenRedisIsKilledForgetsAndStandsStill() throws IOException {
        start();
        run(Duration.ofSeconds(70));
        redis.kill();
        run(Duration.ofSeconds(20));
        redis.start();
        run(Duration.ofSeconds(30));
        redis.signal("STOP");
        run(Duration.ofSeconds(10));
        redis.signal("CONT");
        run(Duration.ofSeconds(40));
        SlidingLog log = end();
        assertThat(log.most(WINDOW)).as("in a minute").isBetween(COUNT * 9 / 10, COUNT);
    }
}
