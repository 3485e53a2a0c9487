package dev.catchwater.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gibibyte through a JVM that has 64 MiB of heap and 64 MiB of direct memory: whoever reads ahead runs out. */
@Tag("proof")
class LongBodyTest {
    private static final long LENGTH = (long) SmallJvm.CHUNK_BYTES * SmallJvm.CHUNKS;
    private static final Vertx VERTX = Vertx.vertx();
    private static HttpServer server;
    private static String hash;

    @TempDir
    Path folder;

    @BeforeAll
    static void listen() throws Exception {
        MessageDigest digest = sha256();
        for (int i = 0; i < SmallJvm.CHUNKS; i++) {
            digest.update(SmallJvm.chunk(i).getBytes());
        }
        hash = HexFormat.of().formatHex(digest.digest());
        server = VERTX.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> {
                    if (request.path().equals("/down")) {
                        request.response().setChunked(true);
                        write(request.response(), 0);
                    } else {
                        read(request);
                    }
                })
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static MessageDigest sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }

    /** As fast as the connection takes it. */
    private static void write(HttpServerResponse response, int from) {
        for (int i = from; i < SmallJvm.CHUNKS; i++) {
            response.write(SmallJvm.chunk(i));
            int next = i + 1;
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> write(response, next));
                return;
            }
        }
        response.drainHandler(null);
        response.end();
    }

    /** Slowly: a rest of a second after each 128 MiB. */
    private static void read(HttpServerRequest request) {
        AtomicLong bytes = new AtomicLong();
        try {
            MessageDigest digest = sha256();
            request.handler(chunk -> {
                digest.update(chunk.getBytes());
                long before = bytes.getAndAdd(chunk.length());
                if (before >> 27 != bytes.get() >> 27) {
                    request.pause();
                    VERTX.setTimer(1_000, rested -> request.resume());
                }
            });
            request.endHandler(end -> request.response()
                    .end("bytes=" + bytes + " hash=" + HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String child(String direction) throws IOException, InterruptedException {
        Path output = folder.resolve(direction);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallJvm.class.getName(),
                        direction,
                        "http://127.0.0.1:" + server.actualPort() + "/" + direction)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean done = child.waitFor(5, TimeUnit.MINUTES);
            String said = Files.readString(output);
            assertThat(done).as(said).isTrue();
            assertThat(child.exitValue()).as(said).isZero();
            Logger.getLogger(LongBodyTest.class.getName()).info(said);
            return said;
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aGibibyteToASlowReaderFitsThroughASmallJvm() throws Exception {
        assertThat(child("down")).contains("bytes=" + LENGTH + " hash=" + hash);
    }

    @Test
    void aGibibyteFromAFastSourceToASlowPeerFitsThroughASmallJvm() throws Exception {
        assertThat(child("up")).contains("bytes=" + LENGTH + " hash=" + hash);
    }
}
