package dev.catchwater.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a part by HTTP how it is. */
public final class Probe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 64 * 1024;
    private static final Pattern VERSION =
            Pattern.compile("\"build\"\\s*:\\s*\\{[^}]*?\"version\"\\s*:\\s*\"([^\"]{1,64})\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** Whether the address answers 200 in time. */
    public boolean isUp(URI uri) throws InterruptedException {
        return get(uri).isPresent();
    }

    /** The version of the build, as Quarkus' {@code /q/info} names it. */
    public Optional<String> version(URI uri) throws InterruptedException {
        return get(uri).map(VERSION::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    private Optional<String> get(URI uri) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return response.statusCode() == 200
                        ? Optional.of(new String(body.readNBytes(MOST), StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
