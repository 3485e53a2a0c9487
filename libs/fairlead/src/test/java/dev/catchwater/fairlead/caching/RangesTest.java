package dev.catchwater.fairlead.caching;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ranges that are answered from a stored whole: RFC 9110 §13.1.5, §14, §15.3.7. */
class RangesTest {
    private static final Request ASK = Request.get("http://origin.test/a");
    private static final String CC = "Cache-Control";

    private final ManualTimers timers = new ManualTimers();
    private final CachingStage stage =
            new CachingStage(CachingPolicy.inMemory(1_000_000, 1_000), timers, () -> Runnable::run, CallListener.NONE);
    private final Origin origin = new Origin();

    private Response send(Request request) {
        return get(stage.apply(request, origin));
    }

    private String read(Request request) {
        return get(send(request).text());
    }

    private static Request range(String range) {
        return ASK.withHeader("Range", range);
    }

    private static String status(Response response) {
        return response.headers().first("Cache-Status").orElse("");
    }

    @Test
    void rangesAndConditionsAreAnsweredFromTheWhole() {
        origin.answers(200, "0123456789", CC, "max-age=10", "ETag", "\"1\"");
        read(ASK);
        Response part = send(ASK.withHeader("Range", "bytes=2-4"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(get(part.text())).isEqualTo("234");
        assertThat(send(ASK.withHeader("If-None-Match", "\"1\"")).status()).isEqualTo(304);
    }

    @Test
    void severalRangesAreAnsweredFromTheWholeAsOneMessage() {
        origin.answers(200, "a".repeat(200) + "b".repeat(200), CC, "max-age=10");
        read(ASK);
        Response parts = send(ASK.withHeader("Range", "bytes=198-199,398-399"));
        String boundary = parts.headers().first("Content-Type").orElseThrow().split("boundary=")[1];
        String text = get(parts.text());
        assertThat(text)
                .isEqualTo("--" + boundary + "\r\nContent-Range: bytes 198-199/400\r\n\r\naa\r\n--" + boundary
                        + "\r\nContent-Range: bytes 398-399/400\r\n\r\nbb\r\n--" + boundary + "--\r\n");
        assertThat(parts.headers().all("Content-Length")).containsExactly(Integer.toString(text.length()));
        assertThat(origin.requests).hasSize(1);
    }

    @Test
    void theLengthOfSeveralRangesIsThatOfTheirOctets() {
        origin.answers(200, "a".repeat(400), CC, "max-age=10", "Content-Type", "text/x; of=\u00fc\u00e9\u00ff");
        read(ASK);
        Response parts = send(ASK.withHeader("Range", "bytes=198-199,398-399"));
        Buffer octets = get(parts.body().bytes());
        assertThat(parts.headers().all("Content-Length")).containsExactly(Integer.toString(octets.length()));
        assertThat(octets.toString(StandardCharsets.ISO_8859_1)).contains("text/x; of=\u00fc\u00e9\u00ff\r\n");
    }

    @Test
    void aRangeStandsOrFallsByTheStoredTag() {
        origin.answers(200, "0123456789", CC, "max-age=9", "ETag", "\"1\"");
        read(ASK);
        assertThat(read(range("bytes=2-3").withHeader("If-Range", "\"1\""))).isEqualTo("23");
        assertThat(read(range("bytes=2-3").withHeader("If-Range", "\"0\""))).isEqualTo("0123456789");
        assertThat(origin.requests).hasSize(1);
    }

    @Test
    void aStaleWholeIsValidatedAndCut() {
        origin.answers(200, "0123456789", CC, "max-age=9", "ETag", "\"1\"").answers(304, "", "ETag", "\"1\"");
        read(ASK);
        timers.clock().advance(Duration.ofSeconds(9));
        Response part = send(range("bytes=2-3"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(get(part.text())).isEqualTo("23");
    }
}
