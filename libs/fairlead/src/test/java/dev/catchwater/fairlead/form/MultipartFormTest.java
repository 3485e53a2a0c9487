package dev.catchwater.fairlead.form;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartFormTest {
    private static final Request POST = Request.post("https://example.org/");

    @TempDir
    Path folder;

    private static Uni<Buffer> content(RequestBody body) {
        return switch (body) {
            case RequestBody.Bytes bytes -> Uni.createFrom().item(bytes.content());
            case RequestBody.Stream stream -> stream.source().get().collect().in(Buffer::buffer, Buffer::appendBuffer);
            case RequestBody.None none -> Uni.createFrom().item(Buffer.buffer());
        };
    }

    private static String boundary(Request request) {
        return request.headers().first("Content-Type").orElseThrow().split("boundary=", 2)[1];
    }

    private static RequestBody stream(String text, long length, boolean replayable) {
        return new RequestBody.Stream(() -> Multi.createFrom().item(Buffer.buffer(text)), length, replayable);
    }

    @Test
    void fieldsAndFilesComeInOrderAsRfc7578Says() {
        Request request = MultipartForm.EMPTY
                .field("title", "a\nb\r\nc\rd")
                .file("doc", "naïve.txt", "text/plain", Buffer.buffer("content"))
                .applyTo(POST, new Random(1));
        String mark = "--" + boundary(request);
        assertThat(get(content(request.body())).toString(StandardCharsets.UTF_8))
                .isEqualTo(mark + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\nb\r\nc\r\nd\r\n"
                        + mark + "\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"naïve.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\ncontent\r\n" + mark + "--\r\n");
        assertThat(request.body().replayable()).isTrue();
    }

    @Test
    void noNameFilenameOrTypeCanEndItsPlaceInTheHead() {
        Request request = MultipartForm.EMPTY
                .file("n\"\r\nX: 1", "f\"; x=\"\r\n\r\n.txt", "text/plain", Buffer.buffer())
                .applyTo(POST, new Random(1));
        assertThat(get(content(request.body())).toString())
                .contains("name=\"n%22%0D%0AX: 1\"; filename=\"f%22; x=%22%0D%0A%0D%0A.txt\"\r\n");
        assertThatThrownBy(() -> MultipartForm.EMPTY.file("n", "f", "text/plain\r\nX: 1", Buffer.buffer()))
                .isInstanceOf(HttpException.class);
    }

    @Test
    void aBoundaryThatOccursInAPartIsDrawnAnew() {
        RandomGenerator stubborn = new Random(7);
        String first = boundary(MultipartForm.EMPTY.field("a", "b").applyTo(POST, stubborn));
        Request request = MultipartForm.EMPTY.field("a", "x" + first + "y").applyTo(POST, new Random(7));
        assertThat(boundary(request)).isNotEqualTo(first).matches("[0-9a-z]{40}");
    }

    @Test
    void theLengthIsKnownIfThatOfEveryPartIsAndEqualsWhatIsSent() {
        MultipartForm form = MultipartForm.EMPTY.field("ä", "ö").file("f", "g", "text/plain", stream("12345", 5, true));
        RequestBody.Stream known =
                (RequestBody.Stream) form.applyTo(POST, new Random(1)).body();
        assertThat(known.lengthBytes()).isEqualTo(get(content(known)).length());
        assertThat(known.replayable()).isTrue();
        assertThat(get(content(known))).isEqualTo(get(content(known)));
        RequestBody.Stream unknown = (RequestBody.Stream) form.file("h", "i", "text/plain", stream("x", -1, false))
                .applyTo(POST, new Random(1))
                .body();
        assertThat(unknown.lengthBytes()).isEqualTo(-1);
        assertThat(unknown.replayable()).isFalse();
    }

    @Test
    void aPartThatIsNotAsLongAsItSaidFails() {
        for (String wrong : new String[] {"1234", "123456"}) {
            RequestBody body = MultipartForm.EMPTY
                    .file("f", "g", "text/plain", stream(wrong, 5, false))
                    .file("h", "i", "text/plain", stream("balance", 7, false))
                    .applyTo(POST, new Random(1))
                    .body();
            assertThat(failureOf(content(body))).isInstanceOf(HttpFailure.InvalidRequest.class);
        }
    }

    @Test
    void aFileIsReadAsItIsAskedForAndNotOnTheReadersThread() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(3).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        RequestBody.Stream body = (RequestBody.Stream) FileContent.of(file, FileContent.VIRTUAL_THREADS);
        assertThat(body.lengthBytes()).isEqualTo(bytes.length);
        Thread here = Thread.currentThread();
        AssertSubscriber<Buffer> reader = body.source()
                .get()
                .invoke(piece -> assertThat(Thread.currentThread()).isNotSameAs(here))
                .subscribe()
                .withSubscriber(AssertSubscriber.create());
        reader.awaitSubscription();
        assertThat(reader.getItems()).isEmpty();
        reader.awaitNextItems(2);
        assertThat(reader.getItems()).hasSize(2);
        reader.cancel();
        assertThat(get(content(body)).getBytes()).isEqualTo(bytes);
        assertThat(get(content(MultipartForm.EMPTY
                                .file("f", "g", "a/b", body)
                                .applyTo(POST, new Random(1))
                                .body()))
                        .length())
                .isGreaterThan(bytes.length);
        assertThatThrownBy(() -> FileContent.of(folder, FileContent.VIRTUAL_THREADS))
                .isInstanceOf(HttpException.class);
    }
}
