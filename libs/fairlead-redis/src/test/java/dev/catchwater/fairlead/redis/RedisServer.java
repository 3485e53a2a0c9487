package dev.catchwater.fairlead.redis;

import static dev.catchwater.fairlead.Answers.get;

import dev.catchwater.embedded.EmbeddedRedis;
import dev.catchwater.fairlead.client.VertxTimers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real Redis that can be killed, stopped for a while and started again, and links to it. */
public final class RedisServer implements AutoCloseable {
    private final EmbeddedRedis process = EmbeddedRedis.builder().start();
    private final List<Redis> clients = new ArrayList<>();
    public final Vertx vertx = Vertx.vertx();
    public final VertxTimers timers = new VertxTimers(vertx, InstantSource.system());
    private final Redis own = client();

    public String uri() {
        return process.uri();
    }

    public Redis client() {
        Redis client = Redis.createClient(vertx, process.uri());
        clients.add(client);
        return client;
    }

    /** Closes one of the clients: its node has no Redis any more. */
    public void cutOff(Redis client) {
        clients.remove(client);
        client.close();
    }

    public RedisLink link(LinkPolicy policy) {
        return new RedisLink(client(), timers, policy);
    }

    public RedisLink link() {
        return link(LinkPolicy.DEFAULT);
    }

    public @Nullable Response ask(Command command, Object... args) {
        return get(Uni.createFrom()
                .completionStage(() -> own.send(Request.cmd(command, args)).toCompletionStage()));
    }

    public void kill() {
        ProcessHandle.of(process.pid()).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        });
    }

    public void start() {
        process.start();
    }

    /** SIGSTOP or SIGCONT. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        if (process.isRunning()) {
            signal("CONT");
        }
        clients.forEach(Redis::close);
        process.close();
        get(Uni.createFrom().completionStage(() -> vertx.close().toCompletionStage()));
    }
}
