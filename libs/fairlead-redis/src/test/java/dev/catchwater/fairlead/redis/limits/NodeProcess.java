package dev.catchwater.fairlead.redis.limits;

import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A node in a JVM of its own, until its standard input ends; then it writes down when its attempts went. */
final class NodeProcess {
    private NodeProcess() {}

    /** Arguments: Redis' URI, the file to write, the window's count and its seconds. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        VertxTimers timers = new VertxTimers(vertx, InstantSource.system());
        RedisLink link = new RedisLink(Redis.createClient(vertx, args[0]), timers, LinkPolicy.DEFAULT);
        RedisLeases leases = new RedisLeases(link, new KeySpace("trial"), LeaseTerms.DEFAULT);
        SlidingLog log = new SlidingLog();
        Duration window = Duration.ofSeconds(Long.parseLong(args[3]));
        Node node = new Node(link, leases, leases.perWindow(Integer.parseInt(args[2]), window, 32), 4, log);
        node.crowd(8);
        while (System.in.read() >= 0) {
            // Only the end counts.
        }
        node.stop();
        Path file = Path.of(args[1]);
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(half, link.sent() + "\n" + log.lines());
        Files.move(half, file);
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS);
    }
}
