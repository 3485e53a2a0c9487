package dev.catchwater.fairlead.tour;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.form.FileContent;
import dev.catchwater.fairlead.form.MultipartForm;
import dev.catchwater.fairlead.form.UrlEncodedForm;
import dev.catchwater.fairlead.json.Decoded;
import dev.catchwater.fairlead.json.Json;
import dev.catchwater.fairlead.json.JsonCalls;
import dev.catchwater.fairlead.json.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour's single calls: text, JSON, failures, forms, streams. */
class CallsTest extends Tour {
    @Test
    void theFirstCall() {
        api.text("GET /", "hello");
        assertThat(FirstCall.fetch(client, "https://api.example.org/")).isEqualTo("hello");
    }

    @Test
    void json() {
        api.on(
                "GET /forecast",
                (request, body) ->
                        request.response().end("{\"city\":\"" + request.getParam("city") + "\",\"celsius\":21.5}"));
        api.on("POST /forecasts", (request, body) -> request.response().end("[" + body + "]"));
        // SHOWN
        record Forecast(String city, double celsius) {}

        Uni<Forecast> one =
                client.json(Request.get("https://api.example.org/forecast").withQuery("city", "Malmö"), Forecast.class);

        Request post = client.withJson(Request.post("https://api.example.org/forecasts"), new Forecast("Bergen", 9));
        Uni<List<Forecast>> several = client.json(post, new TypeReference<>() {});
        // END
        assertThat(get(one)).isEqualTo(new Forecast("Malmö", 21.5));
        assertThat(get(several)).containsExactly(new Forecast("Bergen", 9));
    }

    @Test
    void failures() {
        api.on(
                "GET /forecast",
                (request, body) -> request.response()
                        .setStatusCode(403)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"title\":\"No forecasts for you\"}"));
        Request request = Request.get("https://api.example.org/forecast");
        // SHOWN
        Uni<String> said = client.json(request, String.class)
                .onFailure(HttpException.class)
                .recoverWithItem(thrown -> switch (thrown.failure()) {
                    case HttpFailure.BadStatus bad -> "answered " + bad.status();
                    case HttpFailure.TimedOut late -> "not in time: " + late.phase();
                    case HttpFailure.BadBody _ -> "not the JSON that was expected";
                    case HttpFailure other -> other.message(); // without queries, header values or content
                });

        // Status, headers and hops beside the value; and what application/problem+json said.
        JsonCalls calls = new JsonCalls(client::send, Json.standard());
        Uni<String> title = calls.send(request, String.class)
                .map(Decoded::value)
                .onFailure()
                .recoverWithItem(
                        thrown -> Problem.in(thrown).flatMap(Problem::title).orElse("?"));
        // END
        assertThat(get(said)).isEqualTo("answered 403");
        assertThat(get(title)).isEqualTo("No forecasts for you");
    }

    @Test
    void forms(@TempDir Path folder) throws IOException {
        api.on("POST /login", (request, body) -> request.response().end(body));
        api.on("POST /upload", (request, body) -> request.response().end(body));
        Path photo = Files.writeString(folder.resolve("photo"), "pixels");
        // SHOWN
        Request login = UrlEncodedForm.EMPTY
                .with("user", "a b")
                .with("password", "&")
                .applyTo(Request.post("https://api.example.org/login"));

        // The file is read as the connection takes it; nothing is sent before the server agrees.
        Request upload = MultipartForm.EMPTY
                .field("title", "Me")
                .file("photo", "me.png", "image/png", FileContent.of(photo, FileContent.VIRTUAL_THREADS))
                .applyTo(
                        Request.post("https://api.example.org/upload").withHeader("Expect", "100-continue"),
                        new SecureRandom());
        // END
        assertThat(get(client.send(login).flatMap(Response::text))).isEqualTo("user=a+b&password=%26");
        assertThat(get(client.send(upload).flatMap(Response::text)))
                .contains("name=\"photo\"; filename=\"me.png\"", "pixels");
    }

    @Test
    void streams() {
        api.text("GET /big", "big");
        api.on("PUT /copy", (request, body) -> request.response().end(body));
        // SHOWN
        Request big =
                Request.get("https://api.example.org/big").withoutTimeout().withMaxBody(Long.MAX_VALUE);
        Multi<Buffer> chunks = client.send(big).onItem().transformToMulti(response -> response.body().stream());

        // From one server to another, never more in memory than is on its way.
        Uni<Response> copied = client.send(
                Request.of(Method.PUT, "https://api.example.org/copy").withStream("application/octet-stream", chunks));
        // END
        assertThat(get(copied.flatMap(Response::text))).isEqualTo("big");
    }
}
