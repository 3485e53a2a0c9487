package dev.catchwater.fairlead.json;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JsonCallsTest {
    private static final Request ASK = Request.get("https://example.org/things?token=hidden");
    private static final String PROBLEM = "Application/Problem+JSON; charset=utf-8";

    private static JsonCalls answering(int status, String type, ResponseBody body) {
        Next client = request -> Uni.createFrom()
                .item(new Response(request, status, Headers.of("Content-Type", type, "ETag", "\"1\""), body));
        return new JsonCalls(client, Json.standard());
    }

    private static HttpException thrown(JsonCalls calls) {
        try {
            throw new AssertionError("no failure but " + get(calls.send(ASK, String.class)));
        } catch (HttpException expected) {
            return expected;
        }
    }

    private static Optional<Problem> problem(int status, String type, String body) {
        HttpException thrown = thrown(answering(status, type, Answers.body(body)));
        assertThat(thrown.failure()).isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(((HttpFailure.BadStatus) thrown.failure()).status()).isEqualTo(status);
        return Problem.in(thrown);
    }

    @Test
    void theHeadStaysAtHandBesideTheValue() {
        Decoded<List<Integer>> decoded =
                get(answering(201, "application/json", Answers.body("[1,2]")).send(ASK, new TypeReference<>() {}));
        assertThat(decoded.value()).containsExactly(1, 2);
        assertThat(decoded.status()).isEqualTo(201);
        assertThat(decoded.headers().first("etag")).contains("\"1\"");
        assertThat(decoded.uri()).isEqualTo(ASK.uri());
        assertThat(decoded.toString())
                .doesNotContain("hidden")
                .doesNotContain("things")
                .doesNotContain("[1,2]");
    }

    @Test
    void aProblemIsReadIntoTheFailureAndStaysOutOfItsMessages() {
        String body =
                "{\"type\":\"https://example.com/probs/out-of-credit\",\"title\":\"You do not have enough credit.\","
                        + "\"detail\":\"secret balance 30\",\"status\":403,\"instance\":\"/account/1\",\"balance\":30}";
        HttpException thrown = thrown(answering(403, PROBLEM, Answers.body(body)));
        Problem problem = Problem.in(thrown).orElseThrow();
        assertThat(problem.type()).isEqualTo("https://example.com/probs/out-of-credit");
        assertThat(problem.title()).contains("You do not have enough credit.");
        assertThat(problem.detail()).contains("secret balance 30");
        assertThat(problem.instance()).contains("/account/1");
        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.extensions().get("balance").intValue()).isEqualTo(30);
        assertThat(thrown.getMessage() + thrown.getCause().getMessage() + problem)
                .doesNotContain("secret");
    }

    @Test
    void membersOfTheWrongTypeAreAbsent() {
        Problem problem = problem(500, PROBLEM, "{\"type\":5,\"title\":[],\"status\":\"500\",\"detail\":null}")
                .orElseThrow();
        assertThat(problem.type()).isEqualTo("about:blank");
        assertThat(problem.title()).isEmpty();
        assertThat(problem.detail()).isEmpty();
        assertThat(problem.status()).isZero();
        assertThat(problem(500, PROBLEM, "{\"status\":99}").orElseThrow().status())
                .isZero();
    }

    @Test
    void whatIsNoProblemIsTheStatusAlone() {
        assertThat(problem(500, "application/json", "{\"title\":\"x\"}")).isEmpty();
        assertThat(problem(500, PROBLEM, "[1]")).isEmpty();
        assertThat(problem(500, PROBLEM, "{\"title\":")).isEmpty();
        assertThat(problem(500, PROBLEM, "")).isEmpty();
        assertThat(Problem.in(new IllegalStateException("x"))).isEmpty();
    }

    @Test
    void aProblemThatIsTooLongIsNotReadToItsEnd() {
        AtomicLong read = new AtomicLong();
        AtomicReference<Outcome> end = new AtomicReference<>();
        Multi<Buffer> endless = Multi.createBy()
                .repeating()
                .supplier(() -> Buffer.buffer("x".repeat(1_000)))
                .indefinitely()
                .invoke(chunk -> read.addAndGet(chunk.length()));
        ResponseBody body = ResponseBody.of(endless, () -> {});
        body.onEnd(end::set);
        HttpException thrown = thrown(answering(500, PROBLEM, body));
        assertThat(thrown.failure()).isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(Problem.in(thrown)).isEmpty();
        assertThat(read.get()).isLessThan(70_000);
        assertThat(end.get()).isInstanceOf(Outcome.Cancelled.class);
    }
}
