package dev.catchwater.edge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.flow.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM under load: many short requests on kept connections and on streams of HTTP/2, downloads and uploads that are slow.
 * What was accepted is answered to its last byte, who comes later is refused, and the process ends with 0.
 */
@Tag("proof")
class DrainIT {
    private static final System.Logger LOG = System.getLogger(DrainIT.class.getName());
    private static final int LENGTH = 24 << 20;
    private static final int KEPT = 24;
    private static final int MULTIPLEXED = 4;
    private static final int STREAMS = 8;
    private static final int SLOW = 6;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger slowlyServed = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();

    @Test
    void whatIsAcceptedIsAnsweredAndTheProcessEndsWell(@TempDir Path folder) throws Exception {
        try (PacedOrigin origin = new PacedOrigin(LENGTH);
                PackagedNode node = new PackagedNode(
                        folder,
                        Map.of(
                                "CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS",
                                "http://127.0.0.1:" + origin.port(),
                                "CATCHWATER_EDGE_STORE_MAX_ENTRY",
                                "32M"));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(node.ask(
                            "GET /stored HTTP/1.1\r\nHost: 127.0.0.1:" + node.port + "\r\nConnection: close\r\n\r\n"))
                    .hasSizeGreaterThan(LENGTH);
            loaded(node);
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.get() > 1_000 || !failures.isEmpty());
            assertThat(slowlyServed).hasValue(0);
            node.terminate();
            await().untilAsserted(() -> assertThat(readiness(http, node)).isEqualTo(503));
            assertThat(node.exit(Duration.ofSeconds(45))).isZero();
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failures).isEmpty();
            assertThat(slowlyServed).hasValue(2 * SLOW + 1);
            assertThat(node.log())
                    .anyMatch(line -> line.contains("0 requests were cut off"))
                    .noneMatch(line -> line.contains(" ERROR "));
            LOG.log(System.Logger.Level.INFO, "{0} answers, {1} slow ones", answered, slowlyServed);
            http.shutdownNow();
        }
    }

    private void loaded(PackagedNode node) {
        for (int i = 0; i < KEPT; i++) {
            String target = i % 3 == 0 ? "/brief" : i % 3 == 1 ? "/kept" : "/waits";
            start(() -> keepAsking(node, target));
        }
        for (int i = 0; i < MULTIPLEXED; i++) {
            String target = i % 2 == 0 ? "/brief" : "/waits";
            start(() -> keepAskingByStreams(node, target));
        }
        for (int i = 0; i < SLOW; i++) {
            String target = i % 2 == 0 ? "/stored" : "/paced";
            start(() -> downloadSlowly(node, target));
            start(() -> downloadByAStream(node));
        }
        start(() -> uploadSlowly(node));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void start(Work work) {
        clients.add(Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } catch (Exception | AssertionError failed) {
                failures.add(failed.toString());
            }
        }));
    }

    /** On one connection until it is told that it is the last time; then on another, until there is none. */
    private void keepAsking(PackagedNode node, String target) throws IOException {
        byte[] request = ("GET " + target + " HTTP/1.1\r\nHost: a.test\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            try (Socket socket = node.connect()) {
                boolean last = false;
                while (!last) {
                    socket.getOutputStream().write(request);
                    last = Http1.answer(socket.getInputStream(), failures);
                    answered.incrementAndGet();
                }
            } catch (ConnectException refused) {
                return;
            }
        }
    }

    /** Some at a time, on one connection until it goes away; what the node did not look at is asked for again. */
    private void keepAskingByStreams(PackagedNode node, String target) throws IOException {
        while (true) {
            try (Frames connection = new Frames(node.port)) {
                int stream = 1;
                while (areAnswered(connection, stream, target)) {
                    stream += 2 * STREAMS;
                }
            } catch (ConnectException refused) {
                return;
            }
        }
    }

    /** Whether all were; if not, those that the node took before it said that it goes away were. */
    private boolean areAnswered(Frames connection, int first, String target) throws IOException {
        Map<Integer, Integer> open = new HashMap<>();
        for (int i = 0; i < STREAMS; i++) {
            connection.get(first + 2 * i, target);
            open.put(first + 2 * i, 0);
        }
        int last = Integer.MAX_VALUE;
        boolean more = true;
        while (!open.isEmpty()) {
            Frames.Frame frame = connection.next();
            if (frame.type() == Frames.GO_AWAY) {
                last = Frames.lastStream(frame);
                more = false;
                int taken = last;
                open.keySet().removeIf(stream -> stream > taken);
            } else if (frame.type() == Frames.DATA) {
                open.merge(frame.stream(), frame.content().length, Integer::sum);
            }
            if (frame.isLast()) {
                assertThat(open.remove(frame.stream())).isPositive();
                answered.incrementAndGet();
            }
        }
        return more;
    }

    private void downloadByAStream(PackagedNode node) throws IOException {
        try (Frames connection = new Frames(node.port)) {
            connection.get(1, "/paced");
            int read = 0;
            boolean more = true;
            while (more) {
                Frames.Frame frame = connection.next();
                read += frame.type() == Frames.DATA ? frame.content().length : 0;
                more = !frame.isLast();
            }
            assertThat(read).isEqualTo(LENGTH);
            slowlyServed.incrementAndGet();
        }
    }

    private static int readiness(HttpClient client, PackagedNode node) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.management + "/q/health/ready"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Some seconds, by a client whose system takes little ahead. */
    private void downloadSlowly(PackagedNode node, String target) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            socket.setSoTimeout(30_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port));
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            assertThat(Http1.head(in)).startsWith("HTTP/1.1 200 ");
            int read = 0;
            while (read < LENGTH) {
                byte[] some = in.readNBytes(Math.min(128 * 1024, LENGTH - read));
                assertThat(some).as("%s cut off after %d", target, read).isNotEmpty();
                read += some.length;
                LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            }
            slowlyServed.incrementAndGet();
        }
    }

    private void uploadSlowly(PackagedNode node) throws IOException {
        int length = 200;
        try (Socket socket = node.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /upload HTTP/1.1\r\nHost: a.test\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < length; i++) {
                out.write('x');
                LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            }
            Http1.answer(socket.getInputStream(), failures);
            slowlyServed.incrementAndGet();
        }
    }
}
