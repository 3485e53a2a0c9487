package dev.catchwater.aggregator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A minute of parsing: {@code make verify}. What bounds it is held by {@link DocumentsTest} in {@code make test}. */
@Tag("proof")
class LargeFeedsTest {

    private static final int ENTRIES = 1_500;
    private static final int WORDS = 5_000;

    @Test
    void aSmallHeapOutlivesManyLargeFeedsAtOnce(@TempDir Path folder) throws Exception {
        byte[] feed = feed();
        assertThat(feed.length).isBetween(7 << 20, 8 << 20);
        HttpServer server = serve(feed);
        try {
            Path log = folder.resolve("log");
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx160m",
                            "-XX:+UseSerialGC",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ManyLargeFeeds.class.getName(),
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/feed")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.exitValue()).as(() -> text(log)).isEqualTo(42);
        } finally {
            server.stop(0);
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static HttpServer serve(byte[] feed) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/feed", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "application/rss+xml");
                exchange.sendResponseHeaders(200, feed.length);
                exchange.getResponseBody().write(feed);
            }
        });
        server.start();
        return server;
    }

    private static byte[] feed() {
        String words = "<p>water &amp; <b>more</b></p>".repeat(WORDS / 30);
        var feed = new StringBuilder("<rss version='2.0'><channel><title>Large</title><link>http://a.example/</link>");
        for (int i = 0; i < ENTRIES; i++) {
            feed.append("<item><guid>").append(i).append("</guid><title>Entry ").append(i);
            feed.append("</title><category>a</category><category>b</category><description><![CDATA[");
            feed.append(words).append("]]></description></item>");
        }
        return feed.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
    }
}
