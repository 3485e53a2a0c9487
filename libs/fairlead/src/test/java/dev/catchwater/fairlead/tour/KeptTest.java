package dev.catchwater.fairlead.tour;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.download.DownloadEvent;
import dev.catchwater.fairlead.download.DownloadPolicy;
import dev.catchwater.fairlead.download.Downloads;
import dev.catchwater.fairlead.sse.SseClient;
import dev.catchwater.fairlead.sse.SseEvent;
import dev.catchwater.fairlead.sse.SsePolicy;
import dev.catchwater.fairlead.websocket.Subscription;
import dev.catchwater.fairlead.websocket.WebSocketClient;
import dev.catchwater.fairlead.websocket.WebSocketMessage;
import dev.catchwater.fairlead.websocket.WebSocketPolicy;
import dev.catchwater.fairlead.websocket.WebSocketSession;
import dev.catchwater.fairlead.websocket.WebSocketSignal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour's connections that are kept and files that are kept: event streams, WebSockets, downloads. */
class KeptTest extends Tour {
    @Test
    void eventStreams() {
        api.on(
                "GET /stream",
                (request, body) -> request.response()
                        .setChunked(true)
                        .putHeader("Content-Type", "text/event-stream")
                        .write("id: 1\ndata: x\n\n"));
        // SHOWN
        // For as long as somebody reads them, whatever the timeout: reconnects, and says by Last-Event-ID where it was.
        SseClient streams = new SseClient(
                client::send, SsePolicy.DEFAULT, new VertxTimers(vertx, InstantSource.system()), new Random());
        Multi<SseEvent> events = streams.events(Request.get("https://api.example.org/stream"));
        // END
        SseEvent first = get(events.toUni());
        assertThat(first.data()).isEqualTo("x");
    }

    @Test
    void webSockets() {
        List<String> log = new CopyOnWriteArrayList<>();
        // SHOWN
        // Whatever happens to the connection, what is subscribed to stays so.
        WebSocketSession session = client.webSockets(WebSocketPolicy.DEFAULT.withPace(Duration.ofMillis(250)))
                .connect(WebSocketClient.request("wss://api.example.org/socket"));
        session.subscribe(
                Subscription.of("book", "{\"subscribe\":\"book\"}").withUnsubscribe("{\"unsubscribe\":\"book\"}"));
        Cancellable reading = session.signals().subscribe().with(signal -> {
            switch (signal) {
                case WebSocketMessage.Text message -> log.add(message.text()); // one more, at the reader's pace
                case WebSocketSignal.Resubscribed again -> log.add("fetch what was missed of " + again.ids());
                case WebSocketSignal.Disconnected gone -> log.add("stale from here on");
                default -> {}
            }
        });
        Uni<Void> sent = session.send("{\"ping\":1}"); // done when the system took it; fails without a connection
        // END
        await().atMost(PATIENCE).until(() -> log.contains("{\"subscribe\":\"book\"}"));
        get(sent);
        await().atMost(PATIENCE).until(() -> log.contains("{\"ping\":1}"));
        assertThat(log).contains("fetch what was missed of [book]");
        reading.cancel();
    }

    @Test
    void downloads(@TempDir Path folder) {
        api.text("GET /archive.tar", "archive");
        Path archive = folder.resolve("archive.tar");
        // SHOWN
        // At the target is the old file or the whole new one, never half of one; a cut connection is resumed.
        Multi<DownloadEvent> progress = new Downloads(
                        client::send,
                        DownloadPolicy.DEFAULT,
                        new VertxTimers(vertx, InstantSource.system()),
                        new Random())
                .to(Request.get("https://api.example.org/archive.tar"), archive);
        // END
        assertThat(get(progress.collect().last())).isEqualTo(new DownloadEvent.Done(archive, 7, 1));
        assertThat(archive).hasContent("archive");
    }
}
