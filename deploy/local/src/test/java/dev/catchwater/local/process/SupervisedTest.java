package dev.catchwater.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.local.Backoff;
import dev.catchwater.local.Board;
import dev.catchwater.local.Part;
import dev.catchwater.local.StartFailure;
import dev.catchwater.local.State;
import dev.catchwater.local.Status;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final int port = Ports.free();
    private final Board board = new Board();
    private final List<State> states = new CopyOnWriteArrayList<>();
    private final Probe probe = new Probe();
    private Supervised supervised;

    @BeforeEach
    void part() {
        board.add(new Part("tiny", "A tiny service", Part.Kind.SERVICE, Map.of("http", port), Optional.empty()));
        board.listen((before, after) -> {
            if (before.state() != after.state()) {
                states.add(after.state());
            }
        });
    }

    @AfterEach
    void stop() {
        supervised.stop();
        probe.close();
    }

    @Test
    void isReadyWithItsVersionAndIsGoneAfterStop() throws Exception {
        start("", LONG, 3);
        supervised.start().get(60, TimeUnit.SECONDS);
        Status ready = status();
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.version()).contains("1.2.3");
        supervised.stop();
        assertThat(ProcessHandle.of(ready.pid().orElseThrow())).isEmpty();
        assertThat(status().state()).isEqualTo(State.DOWN);
        assertThat(states).containsExactly(State.STARTING, State.READY, State.DOWN);
    }

    @Test
    void deathAtStartNamesTheCulpritTheReasonAndTheLog() {
        start("die", LONG, 3);
        assertThatThrownBy(() -> supervised.start().get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("tiny ended while it was starting (exit code 3)")
                .hasMessageContaining("No space left on device")
                .hasMessageContaining(folder.resolve("tiny.log").toString());
        assertThat(states).containsExactly(State.STARTING, State.DOWN);
    }

    @Test
    void oneThatIsNeverReadyIsAFailureAndIsNotLeftRunning() {
        start("hang", Duration.ofSeconds(3), 3);
        assertThatThrownBy(() -> supervised.start().get(60, TimeUnit.SECONDS))
                .hasMessageContaining("tiny was not ready after 3 s");
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void laterDeathIsShownAndTheProcessStartedAgain() throws Exception {
        start("", LONG, 3);
        supervised.start().get(60, TimeUnit.SECONDS);
        long first = status().pid().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await().atMost(LONG).until(() -> status().state() == State.READY && status().restarts() == 1);
        assertThat(status().pid().orElseThrow()).isNotEqualTo(first);
        assertThat(states).containsExactly(State.STARTING, State.READY, State.RESTARTING, State.STARTING, State.READY);
    }

    @Test
    void oneThatDoesNotGetReadyAgainIsStartedOnceMore() throws Exception {
        start("once", Duration.ofSeconds(3), 9);
        supervised.start().get(60, TimeUnit.SECONDS);
        kill();
        await().atMost(LONG).until(() -> status().restarts() >= 2);
        assertThat(states).doesNotContain(State.DOWN);
    }

    @Test
    void whatDiesAgainAndAgainIsLeftDownAndSaysSo() throws Exception {
        start("", LONG, 1);
        supervised.start().get(60, TimeUnit.SECONDS);
        kill();
        await().atMost(LONG).until(() -> status().state() == State.READY && status().restarts() == 1);
        kill();
        await().atMost(LONG).until(() -> status().state() == State.DOWN);
        assertThat(status().note()).contains("signal 9").contains("left down");
    }

    @Test
    void stopReachesTheChildrenOfTheProcess() throws Exception {
        start("child", LONG, 3);
        supervised.start().get(60, TimeUnit.SECONDS);
        var process = ProcessHandle.of(status().pid().orElseThrow()).orElseThrow();
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).isNotEmpty();
        supervised.stop();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private void kill() {
        ProcessHandle.of(status().pid().orElseThrow()).orElseThrow().destroyForcibly();
    }

    private Status status() {
        return board.statuses().getFirst();
    }

    private void start(String mode, Duration patience, int restarts) {
        var spec = new ChildSpec(
                "tiny",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TinyService.class.getName(),
                        Integer.toString(port),
                        mode),
                Map.of(),
                folder,
                folder.resolve("tiny.log"),
                URI.create("http://127.0.0.1:" + port + "/ready"),
                Optional.of(URI.create("http://127.0.0.1:" + port + "/version")),
                false);
        var pace = Duration.ofMillis(50);
        supervised = new Supervised(
                spec,
                new PidFiles(folder),
                probe,
                board,
                InstantSource.system(),
                new Supervised.Patience(
                        patience, pace, pace, Duration.ofSeconds(5), new Backoff(pace, pace, restarts, LONG)));
    }
}
