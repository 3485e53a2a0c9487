package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectContinueTest extends OverSockets {
    private final AtomicInteger produced = new AtomicInteger();

    private Request upload(String uri) {
        Multi<Buffer> content = Multi.createFrom().item(() -> {
            produced.incrementAndGet();
            return Buffer.buffer("12345");
        });
        return Request.post(uri)
                .withHeader("Expect", "100-continue")
                .withBody(new RequestBody.Stream(() -> content, 5, false));
    }

    private static String body(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
    }

    @Test
    void theBodyIsAskedForWhenThePeerAgrees() throws Exception {
        AtomicInteger before = new AtomicInteger(-1);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            before.set(produced.get());
            RawServer.write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + body(socket));
        })) {
            Response response = get(send(upload(server.uri())));
            assertThat(response.status()).isEqualTo(200);
            assertThat(get(response.text())).isEqualTo("12345");
        }
        assertThat(before).hasValue(0);
        timers.clock().awaitPending(0);
    }

    @Test
    void aPeerThatDeclinesIsHeardAndNothingIsProduced() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 413 Too Much\r\nContent-Length: 2\r\n\r\n");
            awaitQuietly(over);
            RawServer.write(socket, "no");
            socket.close();
            closed.countDown();
        })) {
            Response response = get(send(upload(server.uri())));
            assertThat(response.status()).isEqualTo(413);
            timers.clock().advance(Duration.ofSeconds(2));
            over.countDown();
            awaitQuietly(closed);
            everyLoopHasLookedAtItsSockets();
            assertThat(get(response.text())).isEqualTo("no");
        }
        assertThat(produced).hasValue(0);
        timers.clock().awaitPending(0);
    }

    @Test
    void aPeerThatKeepsSilentGetsTheBodyAfterASecond() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + body(socket));
        })) {
            var call = send(upload(server.uri())).subscribeAsCompletionStage();
            timers.clock().awaitPending(1, PATIENCE);
            assertThat(produced).hasValue(0);
            timers.clock().advance(Duration.ofSeconds(1));
            await().atMost(PATIENCE).until(() -> produced.get() == 1);
            assertThat(get(get(Uni.createFrom().completionStage(call)).text())).isEqualTo("12345");
        }
        timers.clock().awaitPending(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatCannotBeMadeFailsTheCallAtOnce(boolean throwing) throws Exception {
        RequestBody bad = new RequestBody.Stream(() -> source(throwing), 5, false);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            RawServer.readHead(socket);
        })) {
            assertThat(failureOf(send(upload(server.uri()).withBody(bad))))
                    .isEqualTo(new HttpFailure.InvalidRequest("the request's body could not be produced"));
        }
        timers.clock().awaitPending(0);
    }

    @SuppressWarnings("NullAway") // what a caller may do all the same
    private static Multi<Buffer> source(boolean throwing) {
        if (throwing) {
            throw new IllegalStateException("secret");
        }
        return null;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
