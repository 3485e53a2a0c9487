package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.exchange.Protocol;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.tls.Certificates;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.TlsPolicy;
import dev.catchwater.fairlead.websocket.Subscription;
import dev.catchwater.fairlead.websocket.WebSocketClient;
import dev.catchwater.fairlead.websocket.WebSocketMessage;
import dev.catchwater.fairlead.websocket.WebSocketPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that prefers HTTP/2, and what stays with HTTP/1.1 all the same. */
class ProtocolTest {
    private static final Issued CA = Certificates.authority("Test CA");
    private static final Issued GOOD = Certificates.issue(CA, Certificates.named("localhost"));

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpVersion> versions = new CopyOnWriteArrayList<>();
    private final HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(GOOD.forServer()))
            .requestHandler(request -> {
                versions.add(request.version());
                request.response().end("hello");
            })
            .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage));
    private final HttpClient client = HttpClient.create(
            vertx,
            Settings.named("two")
                    .withProtocol(Protocol.HTTP_2)
                    .withGuard(GuardPolicy.OFF)
                    .withTls(TlsPolicy.DEFAULT.trusting(CA.asAuthority())));

    @AfterEach
    void stop() {
        client.close();
        get(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    private String authority() {
        return "localhost:"
                + get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                        .actualPort() + "/";
    }

    @Test
    void callsGoOverHttp2AndWebSocketsOverHttp1() {
        String authority = authority();
        assertThat(get(client.send(Request.get("https://" + authority)).flatMap(Response::text)))
                .isEqualTo("hello");
        assertThat(versions).containsExactly(HttpVersion.HTTP_2);
        var session = client.webSockets(WebSocketPolicy.DEFAULT).connect(WebSocketClient.request("wss://" + authority));
        session.subscribe(Subscription.of("echo", "ping"));
        assertThat(get(session.signals()
                        .filter(signal -> signal instanceof WebSocketMessage.Text)
                        .toUni()))
                .isEqualTo(new WebSocketMessage.Text("ping"));
    }

    @Test
    void theProtocolBelongsToTheConnectionsThatAreShared() {
        assertThatThrownBy(() -> client.derive(settings -> settings.withProtocol(Protocol.HTTP_1_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("protocol");
    }
}
