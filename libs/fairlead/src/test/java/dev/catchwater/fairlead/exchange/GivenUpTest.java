package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;

class GivenUpTest extends OverSockets {
    /** The end of an answer gives its connection back, read or not. */
    @RepeatedTest(4) // contexts go around the loops: now the connection's own, now another
    void aBodyThatIsGivenUpUnreadIsNoHarmToTheNextCallOnItsConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch givenUp = new CountDownLatch(1);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst");
            RawServer.readHead(socket);
            asked.countDown();
            await(givenUp);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
            RawServer.readHead(socket);
        })) {
            Response unread = get(send(Request.get(server.uri())));
            everyLoopHasLookedAtItsSockets();
            var next = send(Request.get(server.uri())).flatMap(Response::text).subscribeAsCompletionStage();
            await(asked);
            unread.body().cancel();
            everyLoopHasLookedAtItsSockets();
            givenUp.countDown();
            assertThat(get(Uni.createFrom().completionStage(next))).isEqualTo("second");
            assertThat(server.accepted()).isEqualTo(1);
        }
        timers.clock().awaitPending(0);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }
}
