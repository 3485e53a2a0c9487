package dev.catchwater.weather;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Listens to a stream of server-sent events as a browser would, with the JDK's client alone. */
public final class Listener implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reading;

    private Listener(URI uri, String... headers) {
        HttpResponse<java.io.InputStream> response;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
            if (headers.length > 0) {
                request.headers(headers);
            }
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        reading = Thread.ofVirtual().start(() -> read(response.body()));
    }

    /** Opens a stream; its head has arrived when this returns. */
    public static Listener open(URI uri, String... headers) {
        return new Listener(uri, headers);
    }

    private void read(java.io.InputStream body) {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String type = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(id, type, data.toString(), System.nanoTime()));
                    }
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(data.isEmpty() ? "" : "\n").append(line.substring(6));
                }
            }
        } catch (IOException ended) {
            // closed by either side
        }
    }

    /** What has come so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Waits for an event of this type whose data contains the words. */
    public Event await(String type, String words, Duration limit) {
        return await(event -> event.type().equals(type) && event.data().contains(words), limit);
    }

    /** Waits for an event. */
    public Event await(Predicate<Event> wanted, Duration limit) {
        return org.awaitility.Awaitility.await()
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> events.stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        http.shutdownNow();
        reading.interrupt();
    }

    /** One event, and when it had been read. */
    public record Event(String id, String type, String data, long atNanos) {}
}
