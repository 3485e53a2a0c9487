package dev.catchwater.edge.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process, from its first moment. */
class HeadStartIT {
    private static final Path APP = Path.of(
                    System.getProperty("basedir", ""), "target", "quarkus-app", "quarkus-run.jar")
            .toAbsolutePath();

    @TempDir
    Path folder;

    @HttpMock
    Upstream upstream;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder));
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", APP.toString()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** From a file in config, which a ConfigMap is: the application's own way to find it is the data plane's, too. */
    @Test
    void theDataPlaneAnswersBeforeTheApplicationHasStartedAndStaysTheSame() throws Exception {
        upstream.when(Match.get("/a")).reply(Reply.ok("early").header("Cache-Control", "max-age=600"));
        int port = freePort();
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), """
                catchwater.edge.routes.default.origins=http://127.0.0.1:%d
                %%prod.catchwater.edge.plane.port=%d
                quarkus.http.port=0
                quarkus.management.port=0
                """.formatted(upstream.port(), port));
        start();
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> ask(port).endsWith("early"));
        await().atMost(Duration.ofMinutes(2)).until(() -> log().contains("Installed features"));
        assertThat(log().indexOf("the data plane listens"))
                .as("told by the main class, not by the application's start")
                .isBetween(0, log().indexOf("admin key"));
        assertThat(ask(port)).contains("catchwater;hit").endsWith("early");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void whatIsWrongIsToldAndKeepsTheNodeDown() throws Exception {
        Process process = start(
                "-Dcatchwater.edge.routes.default.origins=ftp://127.0.0.1",
                "-Dcatchwater.edge.plane.port=0",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log()).contains("catchwater.edge.routes.default.origins");
    }

    @Test
    void aRehearsalLeavesACacheThatIsUsedAndNothingElse() throws Exception {
        Path cache = folder.resolve("edge.aot");
        Process rehearsal = start("-XX:AOTCacheOutput=" + cache, "-Dcatchwater.edge.rehearse=true");
        assertThat(rehearsal.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(rehearsal.exitValue()).as(log()).isZero();
        assertThat(cache).isNotEmptyFile();
        assertThat(folder.resolve(".catchwater")).doesNotExist();
        start(
                "-XX:AOTCache=" + cache,
                "-XX:AOTMode=on", // ends if it cannot be used
                "-Dcatchwater.edge.plane.port=0",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0");
        await().atMost(Duration.ofMinutes(2)).until(() -> log().contains("Installed features"));
    }
}
