package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.InterimAnswers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What matters to whoever stands between a client and an origin. */
class HopTest extends OverSockets {
    private record Came(int status, Headers fields) {}

    /** RFC 9110 §15.2, §6.5, RFC 8297. */
    @Test
    void interimAnswersAndTrailersReachWhoPassesThemOn() throws Exception {
        List<Came> before = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, "HTTP/1.1 102 Processing\r\n\r\n");
            RawServer.write(socket, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
            RawServer.write(socket, "HTTP/1.1 199 New\r\nX-It: is\r\n\r\n");
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nServer-Timing: db\r\n\r\n");
        })) {
            Response answer = get(send(Request.get(server.uri())
                    .with(InterimAnswers.LISTENER, (status, fields) -> before.add(new Came(status, fields)))));
            assertThat(answer.body().trailers()).isEqualTo(Headers.none());
            assertThat(get(answer.text())).isEqualTo("a");
            assertThat(answer.body().trailers().first("Server-Timing")).contains("db");
        }
        assertThat(before)
                .containsExactly(
                        new Came(102, Headers.none()),
                        new Came(103, Headers.of("Link", "</a.css>")),
                        new Came(199, Headers.of("X-It", "is")));
    }

    /** A peer that closes after so long would cross a request that comes just then. */
    @Test
    void aKeptConnectionIsLetGoBeforeItsPeerClosesIt() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            for (int i = 0; i < 2; i++) {
                RawServer.readHead(socket);
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 1\r\n\r\na");
            }
        })) {
            for (int i = 1; i <= 2; i++) {
                assertThat(get(get(send(Request.get(server.uri()))).text())).isEqualTo("a");
                everyLoopHasLookedAtItsSockets();
                assertThat(server.accepted()).isEqualTo(i);
            }
        }
    }
}
