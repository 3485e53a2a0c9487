package dev.catchwater.edge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three backends, of which one after the other is killed under load, and at last all of them. */
@Tag("proof")
class BackendsIT {
    private static final System.Logger LOG = System.getLogger(BackendsIT.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "DELETE");

    private final List<Integer> ports = new ArrayList<>();
    private final Map<Integer, Process> backends = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> askedOf = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void killAll() throws InterruptedException {
        over.set(true);
        for (Process backend : backends.values()) {
            backend.destroyForcibly().waitFor();
        }
        http.shutdownNow();
    }

    @Test
    void killedBackendsCostNoRequestThatMayBeSentAgain(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 3; i++) {
            ports.add(PackagedNode.freePort());
            start(ports.get(i));
        }
        String origins = String.join(
                ",", ports.stream().map(port -> "http://127.0.0.1:" + port).toList());
        try (PackagedNode node = new PackagedNode(folder, Map.of("CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS", origins))) {
            await().atMost(PATIENCE).until(() -> ask(node, "GET", "/kept").statusCode() == 200 && allAreAsked(node));
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String method = METHODS.get(i % METHODS.size());
                clients.add(Thread.ofVirtual().start(() -> keepAsking(node, method)));
            }
            for (int port : ports) {
                answers(500);
                kill(port);
                answers(1_500);
                start(port);
                askedOf.clear();
                await().atMost(PATIENCE).until(() -> askedOf.contains(Integer.toString(port)));
            }
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            LOG.log(System.Logger.Level.INFO, "{0} answers, three kills, failures {1}", answered, failures);
            assertThat(failures).isEmpty();
            withNobodyThere(node);
        }
    }

    private void withNobodyThere(PackagedNode node) throws Exception {
        for (int port : ports) {
            kill(port);
        }
        HttpResponse<String> error = ask(node, "GET", "/other");
        assertThat(error.statusCode()).isEqualTo(502);
        // Fresh for a second, and then the only thing there is.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(ask(node, "GET", "/kept").headers().firstValue("Cache-Status"))
                                .hasValueSatisfying(status -> assertThat(status).contains("stale-if-error")));
        for (int i = 0; i < 200; i++) {
            assertThat(ask(node, "GET", "/kept").statusCode()).isEqualTo(200);
        }
        start(ports.getFirst());
        await().atMost(PATIENCE).until(() -> ask(node, "GET", "/other").statusCode() == 200);
        assertThat(node.isAlive()).isTrue();
        assertThat(node.log()).noneMatch(line -> line.contains(" ERROR "));
    }

    private boolean allAreAsked(PackagedNode node) throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            seen.add(ask(node, "GET", "/n").body());
        }
        return seen.size() == 3;
    }

    private void start(int port) throws IOException {
        backends.put(
                port,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Backend.class.getName(),
                                Integer.toString(port))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** As kill -9 does. */
    private void kill(int port) throws InterruptedException {
        Process backend = backends.get(port);
        assertThat(backend).isNotNull();
        backend.destroyForcibly().waitFor();
    }

    private void answers(int more) {
        int before = answered.get();
        await().atMost(PATIENCE).until(() -> answered.get() > before + more);
    }

    private void keepAsking(PackagedNode node, String method) {
        while (!over.get()) {
            try {
                HttpResponse<String> answer = ask(node, method, "/n");
                if (answer.statusCode() == 200) {
                    askedOf.add(answer.body());
                } else {
                    failures.add(method + " " + answer.statusCode() + " "
                            + answer.headers().map());
                }
                answered.incrementAndGet();
            } catch (IOException broken) {
                failures.add(method + " " + broken);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private HttpResponse<String> ask(PackagedNode node, String method, String target)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port + target))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
