package dev.catchwater.fairlead.tour;

// SHOWN
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import io.vertx.core.Vertx;
import java.time.Duration;

public class FirstCall {
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        Settings settings = Settings.named("tour").withTimeout(Duration.ofSeconds(10));
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            IO.println(fetch(client, "https://example.org/"));
        } finally {
            vertx.close(); // its threads would keep the JVM alive
        }
    }

    static String fetch(HttpClient client, String address) {
        return client.send(Request.get(address)) // a Uni: nothing is sent before somebody subscribes or awaits
                .flatMap(Response::requireSuccess) // any status is an answer; this fails for all but 2xx
                .flatMap(Response::text)
                .await() // for main methods and tests; never on an event loop
                .atMost(Duration.ofSeconds(15));
    }
}
// END
