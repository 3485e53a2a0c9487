package dev.catchwater.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Listens to a stream of server-sent events as a browser would, with the JDK's client alone; the other end of {@link SseHandle}. */
public final class SseListener implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new ArrayList<>();
    private final Thread reading;

    private SseListener(URI uri, String... headers) {
        HttpResponse<InputStream> response = ask(uri, headers);
        if (response.statusCode() != 200) {
            http.shutdownNow();
            throw new AssertionError("an event stream was expected, the status was " + response.statusCode());
        }
        reading = Thread.ofVirtual().start(() -> read(response.body()));
    }

    /**
     * Opens a stream; its head has arrived when this returns.
     *
     * @param headers names and values in turns, such as {@code Last-Event-ID}
     * @throws AssertionError if the answer is not 200
     */
    public static SseListener open(URI uri, String... headers) {
        return new SseListener(uri, headers);
    }

    private HttpResponse<InputStream> ask(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(InputStream body) {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String type = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        heard(new Event(id, type, data.toString(), System.nanoTime()));
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

    private void heard(Event event) {
        synchronized (events) {
            events.add(event);
            events.notifyAll();
        }
    }

    /** What has come so far. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** Waits for an event of this type whose data contains the words; see {@link #await(Predicate, Duration)}. */
    public Event await(String type, String words, Duration limit) {
        return await(event -> event.type().equals(type) && event.data().contains(words), limit);
    }

    /**
     * The first event so wanted, of those that have come or come within the limit.
     *
     * @throws AssertionError if none does; it shows what came instead
     */
    public Event await(Predicate<Event> wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (events) {
            while (true) {
                Optional<Event> found = events.stream().filter(wanted).findFirst();
                long left = (end - System.nanoTime()) / 1_000_000;
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("no such event within " + limit + "; there came " + events);
                }
                sit(left);
            }
        }
    }

    private void sit(long millis) {
        try {
            events.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        reading.interrupt();
    }

    /**
     * One event.
     *
     * @param atNanos when it had been read, on {@link System#nanoTime}
     */
    public record Event(String id, String type, String data, long atNanos) {}
}
