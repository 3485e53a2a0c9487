package dev.catchwater.fairlead.decode;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DecodeStageTest {
    private static final Request GET = Request.get("http://upstream.test/");

    private final DecodeStage stage = new DecodeStage(1 << 20, 200, List.of(), () -> Runnable::run);
    private final List<Request> sent = new ArrayList<>();

    private Uni<Response> send(Request request, Headers headers, ResponseBody body) {
        Next next = asked -> Uni.createFrom().item(() -> {
            sent.add(asked);
            return new Response(asked, 200, headers, body);
        });
        return stage.apply(request, next);
    }

    private static Buffer gzip(String plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(plain.getBytes());
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static ResponseBody body(Buffer content) {
        return ResponseBody.of(Multi.createFrom().item(content), () -> {});
    }

    @Test
    void whoPassesAnswersOnGetsThemAsTheyAre() throws Exception {
        Buffer coded = gzip("héllo");
        Response response = get(send(GET.withCodingsLeft(), Headers.of("Content-Encoding", "gzip"), body(coded)));
        assertThat(get(response.body().bytes())).isEqualTo(coded);
        assertThat(sent.getFirst().headers().contains("Accept-Encoding")).isFalse();
    }

    @Test
    void aCodedAnswerIsReadAsItsContentAndItsHeadSaysNoMoreOfTheCoding() throws Exception {
        Response response = get(send(
                GET,
                Headers.of("Content-Encoding", "GZip", "Content-Length", "9", "ETag", "\"1\""),
                body(gzip("héllo"))));
        assertThat(get(response.text())).isEqualTo("héllo");
        assertThat(response.headers()).isEqualTo(Headers.of("ETag", "\"1\""));
        assertThat(sent.getFirst().headers().first("Accept-Encoding")).contains("gzip");
    }

    @Test
    void whoeverNamesACodingOrARangeGetsTheBytesAsTheyAre() throws Exception {
        for (String name : List.of("Accept-Encoding", "Range")) {
            Buffer coded = gzip("x");
            Response response =
                    get(send(GET.withHeader(name, "own"), Headers.of("Content-Encoding", "gzip"), body(coded)));
            assertThat(get(response.body().bytes())).isEqualTo(coded);
            assertThat(response.headers().contains("Content-Encoding")).isTrue();
        }
    }

    @Test
    void otherCodingsPassUntouched() {
        Response response = get(send(GET, Headers.of("Content-Encoding", "br"), body(Buffer.buffer("raw"))));
        assertThat(get(response.text())).isEqualTo("raw");
        assertThat(response.headers().first("Content-Encoding")).contains("br");
    }

    @Test
    void anAnswerToHeadStaysEmptyThoughItNamesACoding() {
        Response response = get(send(GET, Headers.of("Content-Encoding", "gzip"), ResponseBody.empty()));
        assertThat(response.body().isEmpty()).isTrue();
        assertThat(get(response.text())).isEmpty();
    }

    @Test
    void cancellingHalfWayGivesTheCodedBodyUp() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        List<Outcome> ends = new ArrayList<>();
        ResponseBody coded = ResponseBody.of(
                Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(gzip("abc").slice(0, 12)),
                                Multi.createFrom().nothing())
                        .onCancellation()
                        .invoke(cancelled::incrementAndGet),
                () -> {});
        coded.onEnd(ends::add);
        Response response = get(send(GET, Headers.of("Content-Encoding", "gzip"), coded));
        response.body().stream().subscribe().with(piece -> {}).cancel();
        assertThat(cancelled).hasValue(1);
        assertThat(ends).containsExactly(new Outcome.Cancelled());
    }
}
