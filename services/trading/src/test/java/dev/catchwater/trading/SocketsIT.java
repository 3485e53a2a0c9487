package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process as it is out of the box, but for its ports: whom it talks to, and whom it would not. */
class SocketsIT {

    @Test
    void processThatTradesHasNoSocketBeyondLoopback(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                Sandbox sandbox = Sandbox.start(
                        SandboxOptions.living().withHistory(Duration.ZERO).withPace(5))) {
            postgres.start().createDatabase("sockets");
            int port = Packaged.freePort();
            var environment = Packaged.environment(postgres, "sockets", port);
            environment.putAll(Packaged.at(sandbox, "binance"));
            var process = Packaged.start(environment, folder.resolve("out.log"));
            var over = new AtomicBoolean();
            var hand = Thread.ofVirtual().start(() -> Packaged.trade(port, new SplittableRandom(1), over));
            try {
                var seen = new TreeSet<String>();
                var books = Books.of("binance", sandbox);
                // From the first moment on, until it has traded for a while.
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(25))
                        .pollDelay(Duration.ZERO)
                        .until(() -> {
                            for (var socket : Sockets.of(process.pid())) {
                                assertThat(socket.isBeyondLoopback())
                                        .as("%s", socket)
                                        .isFalse();
                                seen.add(socket.peer());
                            }
                            return books.trades().size() >= 30;
                        });
                assertThat(seen)
                        .as("it was looked at where it matters")
                        .contains("127.0.0.1:" + sandbox.port(), "127.0.0.1:" + postgres.port());
            } finally {
                over.set(true);
                hand.join();
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void exchangeElsewhereEndsTheStartBeforeAnythingIsAsked(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build()) {
            postgres.start().createDatabase("elsewhere");
            var environment = Packaged.environment(postgres, "elsewhere", Packaged.freePort());
            // A name that resolves nowhere, should it come to that.
            environment.put("CATCHWATER_TRADING_EXCHANGE_REST", "https://exchange.invalid");
            environment.put("CATCHWATER_TRADING_EXCHANGE_STREAM", "wss://exchange.invalid");
            var log = folder.resolve("out.log");
            var process = Packaged.start(environment, log);
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isNotZero();
                assertThat(Files.readString(log)).contains("refusing to trade", "not on loopback");
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }
}
