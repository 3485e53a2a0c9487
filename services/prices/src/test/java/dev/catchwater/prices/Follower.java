package dev.catchwater.prices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Follows a stream over several replicas: when one goes away, it continues at the next by the last id it has seen. */
final class Follower implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<URI> replicas;
    private final String key;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Thread following;
    private volatile boolean over;
    private volatile boolean open;
    private volatile int resets;
    private volatile int opened;
    private String last = "";

    Follower(List<URI> replicas, String key) {
        this.replicas = replicas;
        this.key = key;
        following = Thread.ofVirtual().start(this::follow);
    }

    /** Ids of the events that came, in their order. */
    List<String> events() {
        return List.copyOf(events);
    }

    boolean isOpen() {
        return open;
    }

    /** How often it was told that it cannot continue. */
    int resets() {
        return resets;
    }

    /** How often it came back. */
    int opened() {
        return opened;
    }

    private void follow() {
        for (int i = 0; !over; i++) {
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                replicas.get(i % replicas.size()).resolve("/api/v1/stream"))
                        .header("Accept", "text/event-stream")
                        .header("Authorization", "Bearer " + key);
                if (!last.isEmpty()) {
                    request.header("Last-Event-ID", last);
                }
                HttpResponse<InputStream> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                if (response.statusCode() == 200) {
                    opened++;
                    read(response.body());
                }
            } catch (IOException away) {
                // The next one is asked.
            } catch (InterruptedException end) {
                return;
            }
            open = false;
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void read(InputStream body) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String type = "";
            boolean data = false;
            open = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data:")) {
                    data = true;
                } else if (line.isEmpty()) {
                    take(id, type, data);
                    type = "";
                    data = false;
                }
            }
        }
    }

    // An id alone says where the stream stands.
    private void take(String id, String type, boolean data) {
        if (type.equals("reset")) {
            resets++;
        } else if (data) {
            events.add(id);
        }
        last = id;
    }

    @Override
    public void close() {
        over = true;
        http.shutdownNow();
        following.interrupt();
    }
}
