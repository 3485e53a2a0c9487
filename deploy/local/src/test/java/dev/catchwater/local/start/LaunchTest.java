package dev.catchwater.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process: real Postgres, Redis, sandbox and portal, without the five services. */
class LaunchTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String ALL = "aggregator,prices,weather,trading,edge";

    @TempDir
    Path tree;

    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void environment() {
        environment.put("EXCEPT", ALL);
        environment.put("CATCHWATER_REHEARSE", "never");
        environment.put("CATCHWATER_PORT_PORTAL", Integer.toString(Ports.free()));
        environment.put("CATCHWATER_PORT_SANDBOX", Integer.toString(Ports.free()));
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        run("down");
    }

    @Test
    void termStopsEverythingInTenSecondsAndSecondStartIsToldOfTheFirst() throws Exception {
        Process up = up();
        List<ProcessHandle> all = up.descendants().toList();
        assertThat(all).hasSizeGreaterThan(2);
        assertThat(body("/status")).contains("\"name\":\"sandbox\"").contains("\"name\":\"postgres\"");

        Process second = run("up");
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(said(second))
                .contains("Catchwater runs already (process " + up.pid() + ")")
                .contains(environment.get("CATCHWATER_PORT_PORTAL"));

        up.destroy();
        assertThat(up.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(Duration.ofSeconds(5)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(tree.resolve(".catchwater/run")).isDirectoryNotContaining("glob:**.pid");
        assertThat(tree.resolve(".catchwater/data/postgres")).isNotEmptyDirectory();
    }

    @Test
    void downCleansUpAfterACrashOfTheLauncher() throws Exception {
        Process up = up();
        List<ProcessHandle> all = up.descendants().toList();
        up.destroyForcibly().waitFor();
        Process down = run("down");
        assertThat(said(down)).contains("Stopped: ").contains("sandbox");
        await().atMost(LONG).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(said(run("down"))).contains("Nothing runs.");
    }

    @Test
    void portInUseIsOneSentenceAndLeavesNothingRunning() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("CATCHWATER_PORT_SANDBOX", Integer.toString(taken.getLocalPort()));
            Process up = run("up");
            assertThat(up.exitValue()).isEqualTo(1);
            assertThat(said(up))
                    .contains("Port " + taken.getLocalPort() + ", which sandbox needs, is in use by process")
                    .contains("CATCHWATER_PORT_SANDBOX=<port>");
            assertThat(said(up).lines()).hasSize(1);
        }
    }

    @Test
    void missingBuildIsOneSentence() throws Exception {
        environment.put("EXCEPT", "aggregator");
        Process up = run("up");
        assertThat(up.exitValue()).isEqualTo(1);
        assertThat(said(up)).startsWith("prices is not built: ").contains("`make up` builds it");
    }

    private Process up() throws IOException {
        Process up = start("up");
        await().atMost(LONG).until(() -> !up.isAlive() || said(up).contains("Catchwater is up: "));
        assertThat(up.isAlive()).as(said(up)).isTrue();
        return up;
    }

    private Process run(String command) throws Exception {
        Process process = start(command);
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process;
    }

    private Process start(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Jvm.java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.catchwater.local.start.Main",
                        command)
                .directory(tree.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("CATCHWATER_"));
        builder.environment().putAll(environment);
        Path output = tree.resolve("out-" + processes.size());
        Process process = builder.redirectOutput(output.toFile()).start();
        processes.add(process);
        return process;
    }

    private String said(Process process) {
        try {
            return Files.readString(tree.resolve("out-" + processes.indexOf(process)));
        } catch (IOException e) {
            return "";
        }
    }

    private String body(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:" + environment.get("CATCHWATER_PORT_PORTAL") + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
