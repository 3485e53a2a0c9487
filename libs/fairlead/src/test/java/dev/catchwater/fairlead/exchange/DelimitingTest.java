package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of a peer that belong to no answer (RFC 9112 §9.2): they must become part of none. */
class DelimitingTest extends OverSockets {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bcdef",
                "b\r\n",
                "\r\n\r\nb",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 103 Early Hints\r\nLink: </poison>\r\n\r\n"
            })
    void whatFollowsAnAnswerIsNoPartOfTheNextOne(String surplus) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            while (true) {
                RawServer.readHead(socket);
                RawServer.write(socket, ANSWER + surplus);
            }
        })) {
            for (int i = 1; i <= 3; i++) {
                assertThat(get(get(send(Request.get(server.uri()))).text())).isEqualTo("a");
                everyLoopHasLookedAtItsSockets();
                assertThat(server.accepted()).isEqualTo(i);
            }
        }
    }

    /** The pool gives a connection to whoever waits for one as soon as the answer before ends. */
    @Test
    void whoeverWaitedForTheConnectionGetsAnAnswerOfHisOwn() throws Exception {
        VertxExchange narrow = new VertxExchange(VERTX, Bounds.DEFAULT, 1, timers);
        AtomicInteger served = new AtomicInteger();
        try (RawServer server = new RawServer(socket -> {
            while (true) {
                RawServer.readHead(socket);
                boolean first = served.incrementAndGet() == 1;
                RawServer.write(socket, ANSWER + (first ? "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison" : ""));
            }
        })) {
            Request ask = Request.get(server.uri());
            Uni<List<Response>> both = onLoop(() ->
                    Uni.join().all(narrow.proceed(ask), narrow.proceed(ask)).andFailFast());
            for (Response answer : get(both)) {
                assertThat(get(answer.text())).isEqualTo("a");
            }
            assertThat(served).hasValue(2);
        } finally {
            narrow.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\n"})
    void emptyLinesBetweenAnswersMeanNothing(String between) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            while (true) {
                RawServer.readHead(socket);
                RawServer.write(socket, ANSWER + between);
            }
        })) {
            for (int i = 1; i <= 3; i++) {
                assertThat(get(get(send(Request.get(server.uri()))).text())).isEqualTo("a");
                everyLoopHasLookedAtItsSockets();
            }
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerToNobodyEndsItsConnection() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.write(socket, ANSWER);
            RawServer.write(socket, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            if (isAtItsEnd(socket)) {
                ended.countDown();
            }
        })) {
            assertThat(get(get(send(Request.get(server.uri()))).text())).isEqualTo("a");
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isAtItsEnd(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** A HEAD has no content, whatever its Content-Length says (RFC 9112 §6.3). */
    @Test
    void contentOfAnAnswerToHeadIsNoPartOfTheNextOne() throws Exception {
        try (RawServer server = new RawServer(socket -> {
            while (true) {
                RawServer.readHead(socket);
                RawServer.write(socket, ANSWER);
            }
        })) {
            Response head = get(send(Request.of(Method.HEAD, server.uri())));
            assertThat(get(head.text())).isEmpty();
            everyLoopHasLookedAtItsSockets();
            assertThat(get(get(send(Request.get(server.uri()))).text())).isEqualTo("a");
            assertThat(server.accepted()).isEqualTo(2);
        }
    }
}
