package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import org.junit.jupiter.api.Test;

/** What comes before an answer, and answers that are none. */
class InterimTest extends OverSockets {
    /** RFC 9110 §15.2. */
    @Test
    void interimAnswersArePassedOverAndTheirConnectionIsUsedAgain() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            for (int i = 0; i < 3; i++) {
                RawServer.readHead(socket);
                RawServer.write(socket, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 199 New\r\nX-It: is\r\n\r\n");
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + i);
            }
        })) {
            for (int i = 0; i < 3; i++) {
                Response answer = get(send(Request.get(server.uri())));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers().contains("X-It")).isFalse();
                assertThat(get(answer.text())).isEqualTo("" + i);
                everyLoopHasLookedAtItsSockets(); // its own loop gives the connection back
            }
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void interimAnswersWithoutEndAreNotWaitedFor() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            while (true) {
                RawServer.write(socket, "HTTP/1.1 102 Processing\r\n\r\n");
            }
        })) {
            assertThat(failureOf(send(Request.get(server.uri()))))
                    .isEqualTo(new HttpFailure.TooLarge("the head of the answer", Bounds.DEFAULT.maxHeadBytes()));
        }
    }

    /** RFC 9110 §7.8: what follows is another protocol. */
    @Test
    void aSwitchOfProtocolsThatNobodyAskedForIsNoAnswer() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
            RawServer.readHead(socket);
        })) {
            for (int i = 1; i <= 2; i++) {
                assertThat(failureOf(send(Request.get(server.uri())))).isInstanceOf(HttpFailure.Malformed.class);
                assertThat(server.accepted()).isEqualTo(i);
            }
        }
    }
}
