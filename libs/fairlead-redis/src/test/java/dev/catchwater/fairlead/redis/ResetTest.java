package dev.catchwater.fairlead.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.UnhandledGuard;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Connections that are reset (RST) with a command under way, as those of a killed Redis are that had not read it. */
class ResetTest {
    @Test
    void eachCommandFailsAndNothingGoesUnhandled() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            Redis client = Redis.createClient(vertx, "redis://127.0.0.1:" + server.getLocalPort());
            int failed = 0;
            for (int i = 0; i < 40; i++) {
                try {
                    client.send(Request.cmd(Command.GET).arg("a"))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
                } catch (CompletionException expected) {
                    failed++;
                }
            }
            client.close();
            assertThat(failed).isEqualTo(40);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        assertThat(UnhandledGuard.noticed()).isEmpty();
    }

    private static void serve(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                String line = in.readLine();
                while (line != null) {
                    if (line.equalsIgnoreCase("HELLO")) {
                        socket.getOutputStream().write("-ERR unknown command 'HELLO'\r\n".getBytes(US_ASCII));
                    } else if (line.equalsIgnoreCase("PING")) {
                        socket.getOutputStream().write("+PONG\r\n".getBytes(US_ASCII));
                    } else if (line.equalsIgnoreCase("GET")) {
                        break;
                    }
                    line = in.readLine();
                }
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException over) {
            // The test has ended.
        }
    }
}
