package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.testkit.http2.Frame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What HTTP/2 alone can say when it goes wrong, and what clients of HTTP/2 can do wrong. */
class Http2FaultTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = Wire.HTTP_2_CLEAR.client(VERTX);
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    @HttpMock
    Upstream upstream;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsResetWithTheCodeThatTheTestNames(Http2Error error) {
        upstream.when(Match.get("/")).reply(Reply.resetStream(error));
        assertThatThrownBy(this::get)
                .cause()
                .isInstanceOfSatisfying(
                        StreamResetException.class,
                        reset -> assertThat(reset.getCode()).isEqualTo(error.code()));
    }

    @Test
    void aResetOfOneStreamLeavesTheOthersOfItsConnectionAlone() {
        Opened<StreamHandle> streams = upstream.when(Match.get("/live")).stream();
        upstream.when(Match.get("/")).reply(Reply.resetStream(Http2Error.REFUSED_STREAM));
        CompletableFuture<String> live = get("/live").toCompletionStage().toCompletableFuture();
        StreamHandle stream = streams.next();
        assertThatThrownBy(this::get).cause().isInstanceOf(StreamResetException.class);
        stream.write("still here");
        stream.end();
        assertThat(live.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("still here");
        assertThat(upstream.requests()).extracting(Received::connection).containsOnly(1L);
    }

    @Test
    void aGoAwayInPlaceOfAnAnswerNamesTheLastStreamThatWasLookedAt() throws Exception {
        upstream.when(Match.get("/")).reply(Reply.ok("first"), Reply.goAway(Http2Error.ENHANCE_YOUR_CALM));
        var goAway = new CompletableFuture<GoAway>();
        HttpClient client = VERTX.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false))
                .withConnectHandler(connection -> connection.goAwayHandler(goAway::complete))
                .build();
        assertThat(body(client, "/").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isEqualTo("first");
        assertThatThrownBy(() -> body(client, "/")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .isNotNull();
        GoAway said = goAway.get(20, TimeUnit.SECONDS);
        assertThat(said.getErrorCode()).isEqualTo(Http2Error.ENHANCE_YOUR_CALM.code());
        assertThat(said.getLastStreamId()).isEqualTo(1);
    }

    @Test
    void aFrameThatBreaksTheRulesIsAnsweredByGoAwayAndComplainedAbout() throws Exception {
        List<Frame> frames = speak(Frame.GOAWAY, "000001" + "09" + "04" + "00000001" + "82"); // CONTINUATION first
        Frame last = frames.getLast();
        assertThat(last.type()).isEqualTo(Frame.GOAWAY);
        assertThat(HexFormat.of().formatHex(last.payload())).isEqualTo("0000000000000001");
        assertThat(upstream.takeComplaints()).singleElement().asString().contains("CONTINUATION without HEADERS");
    }

    @Test
    void pingsAndSettingsAreAcknowledgedAndUnknownFramesIgnored() throws Exception {
        List<Frame> frames = speak(
                Frame.DATA,
                "000000" + "04" + "00" + "00000000"
                        + "000003" + "7f" + "00" + "00000000" + "616263"
                        + "000008" + "06" + "00" + "00000000" + "0102030405060708"
                        + "000001" + "01" + "05" + "00000001" + "82"); // a GET without a path matches nothing
        assertThat(frames).extracting(Frame::type).contains(Frame.SETTINGS, Frame.PING, Frame.HEADERS);
        assertThat(frames.stream()
                        .filter(f -> f.type() == Frame.PING)
                        .findFirst()
                        .orElseThrow())
                .satisfies(ping -> assertThat(ping.has(Frame.ACK)).isTrue())
                .satisfies(ping -> assertThat(ping.payload()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(upstream.takeComplaints()).hasSize(1);
    }

    @Test
    void whoIsAnsweredBeforeTheBodyIsToldToSendNoMoreOfIt() throws Exception {
        upstream.when(Match.method("POST", "")).beforeBody().reply(Reply.status(413));
        List<Frame> frames = speak(Frame.RST_STREAM, "000001" + "01" + "04" + "00000001" + "83"); // POST, goes on
        assertThat(frames).extracting(Frame::type).containsSubsequence(Frame.HEADERS, Frame.DATA, Frame.RST_STREAM);
        assertThat(frames.getLast().number()).isEqualTo(Http2Error.NO_ERROR.code());
    }

    @Test
    void streamsBeyondTheLimitAreRefused() throws Exception {
        upstream.when(Match.any()).reply(Reply.never());
        var requests = new StringBuilder();
        for (int i = 0; i <= Http2.STREAM_LIMIT; i++) {
            requests.append("000001" + "01" + "05")
                    .append(String.format("%08x", 2 * i + 1))
                    .append("82");
        }
        try (var socket = open(requests.toString())) {
            var in = new DataInputStream(socket.getInputStream());
            Frame frame = Frame.read(in);
            while (frame != null && frame.type() != Frame.RST_STREAM) {
                frame = Frame.read(in);
            }
            assertThat(frame).isNotNull();
            assertThat(frame.stream()).isEqualTo(2 * Http2.STREAM_LIMIT + 1);
            assertThat(frame.number()).isEqualTo(Http2Error.REFUSED_STREAM.code());
        }
        assertThat(upstream.awaitDisconnects(Http2.STREAM_LIMIT, Upstream.PATIENCE))
                .hasSize(Http2.STREAM_LIMIT);
    }

    private List<Frame> speak(int until, String hex) throws Exception {
        try (var socket = open(hex)) {
            var in = new DataInputStream(socket.getInputStream());
            var frames = new ArrayList<Frame>();
            while (frames.isEmpty() || frames.getLast().type() != until) {
                frames.add(Objects.requireNonNull(Frame.read(in)));
            }
            return frames;
        }
    }

    private Socket open(String hex) throws Exception {
        var socket = new Socket("127.0.0.1", upstream.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
        return socket;
    }

    private String get() {
        return get("/").toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private Future<String> get(String path) {
        return body(CLIENT, path);
    }

    private Future<String> body(HttpClient client, String path) {
        return client.request(HttpMethod.GET, upstream.port(), "127.0.0.1", path)
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString);
    }
}
