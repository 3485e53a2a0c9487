package dev.catchwater.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A plain client for tests: the JDK's own, so that nothing of ours vouches for itself. */
public final class Web {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;

    public Web(URI base) {
        this.base = base;
    }

    /** Headers are names and values in turn. */
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> bytes(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var publisher = HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        return client.send(request(path, headers).POST(publisher).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return client.send(request(path).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonObject json(String path, String... headers) throws IOException, InterruptedException {
        return new JsonObject(get(path, headers).body());
    }

    public JsonArray array(String path, String... headers) throws IOException, InterruptedException {
        return new JsonArray(get(path, headers).body());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        URI uri = path.startsWith("http") ? URI.create(path) : base.resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }
}
