package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged processes that by mistake keep the same account. */
class WritersIT {

    @Test
    void ofTwoProcessesWithOneJournalOneGoesOnAndNothingIsSentTwice(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                Sandbox sandbox = Sandbox.start(
                        SandboxOptions.living().withHistory(Duration.ZERO).withPace(5))) {
            postgres.start().createDatabase("two");
            int[] ports = {Packaged.freePort(), Packaged.freePort()};
            var processes = new Process[2];
            var over = new AtomicBoolean();
            var hands = new Thread[2];
            try {
                for (int i = 0; i < 2; i++) {
                    int port = ports[i];
                    var environment = Packaged.environment(postgres, "two", port);
                    environment.putAll(Packaged.at(sandbox, "binance"));
                    environment.put("CATCHWATER_TRADING_TICK", "250ms");
                    processes[i] = Packaged.start(environment, folder.resolve(i + ".log"));
                    await().atMost(Duration.ofSeconds(60))
                            .ignoreExceptions()
                            .until(() -> !phase(port).isEmpty());
                    int seed = i;
                    hands[i] = Thread.ofVirtual().start(() -> Packaged.trade(port, new SplittableRandom(seed), over));
                    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> trades(ports));
                }
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> fenced(ports) == 1);
                var books = Books.of("binance", sandbox);
                int before = books.orders().size();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> books.orders().size() > before + 10);
                assertThat(fenced(ports)).as("who goes on, goes on").isEqualTo(1);
                over.set(true);
                int winner = phase(ports[0]).equals("trading") ? 0 : 1;
                books.compare(postgres, "two", ports[winner]);
                Packaged.given(ports[1 - winner]).get("/api/v1/account").then().body("reconciled", is(false));
            } finally {
                over.set(true);
                for (int i = 0; i < 2; i++) {
                    if (processes[i] != null) {
                        processes[i].destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                    }
                    if (hands[i] != null) {
                        hands[i].join();
                    }
                }
            }
        }
    }

    private static boolean trades(int[] ports) {
        for (int port : ports) {
            if (phase(port).equals("trading")) {
                return true;
            }
        }
        return false;
    }

    private static int fenced(int[] ports) {
        int fenced = 0;
        for (int port : ports) {
            fenced += phase(port).startsWith("another process") ? 1 : 0;
        }
        return fenced;
    }

    private static String phase(int port) {
        return Packaged.given(port)
                .get("/api/v1/account")
                .then()
                .statusCode(200)
                .extract()
                .path("phase");
    }
}
