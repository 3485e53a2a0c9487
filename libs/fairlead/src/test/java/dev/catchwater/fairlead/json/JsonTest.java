package dev.catchwater.fairlead.json;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Reading(String place, double degrees, Instant at) {}

    private static final Request GET = Request.get("http://upstream.test/");
    private static final String GOOD = "{\"place\":\"Bergen\",\"degrees\":7.5,\"at\":\"2026-01-01T00:00:00Z\"}";

    private final Json json = Json.standard();

    private static Response answer(int status, String body) {
        return Answers.of(GET, status, Headers.none(), body);
    }

    @Test
    void aValueGoesOutAndTheSameComesBack() {
        Reading reading = new Reading("Bergen", 7.5, Instant.parse("2026-01-01T00:00:00Z"));
        Request request = json.write(GET, reading);
        assertThat(request.headers().first("Content-Type")).contains("application/json");
        assertThat(((RequestBody.Bytes) request.body()).content()).hasToString(GOOD);
        assertThat(get(json.read(answer(200, GOOD), Reading.class))).isEqualTo(reading);
        assertThat(get(json.read(answer(200, "[" + GOOD + "]"), new TypeReference<List<Reading>>() {})))
                .containsExactly(reading);
    }

    @Test
    void unknownPropertiesAreIgnored() {
        assertThat(get(json.read(answer(200, "{\"place\":\"x\",\"new\":{}}"), Reading.class))
                        .place())
                .isEqualTo("x");
    }

    @Test
    void aStatusThatIsNoSuccessIsABadStatusAndItsBodyIsGivenBack() {
        List<Outcome> ends = new ArrayList<>();
        Response response = answer(404, GOOD);
        response.body().onEnd(ends::add);
        assertThat(failureOf(json.read(response, Reading.class)))
                .isInstanceOfSatisfying(
                        HttpFailure.BadStatus.class,
                        bad -> assertThat(bad.status()).isEqualTo(404));
        assertThat(ends).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "secret",
                "{\"place\":secret}",
                "{\"degrees\":\"secret\"}",
                "{\"at\":\"secret\"}",
                "[\"secret\"]",
                "{\"place\":\"secret"
            })
    void whatIsNotTheExpectedJsonIsABadBodyThatQuotesNothing(String body) {
        assertThatThrownBy(() -> get(json.read(answer(200, body), Reading.class)))
                .isInstanceOfSatisfying(HttpException.class, e -> {
                    assertThat(e.failure()).isInstanceOf(HttpFailure.BadBody.class);
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("secret");
                });
    }

    @Test
    void nestingIsBounded() {
        assertThat(get(json.read(answer(200, "[".repeat(200) + "]".repeat(200)), Object.class)))
                .isNotNull();
        assertThat(failureOf(json.read(answer(200, "[".repeat(300) + "]".repeat(300)), Object.class)))
                .isInstanceOf(HttpFailure.BadBody.class);
    }

    @Test
    void aValueThatCannotBeWrittenIsAnInvalidRequest() {
        assertThatThrownBy(() -> json.write(GET, new Object()))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.failure()).isInstanceOf(HttpFailure.InvalidRequest.class));
    }
}
