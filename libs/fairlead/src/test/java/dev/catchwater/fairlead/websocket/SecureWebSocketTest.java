package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.authority;
import static dev.catchwater.fairlead.tls.Certificates.curve;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.vertx.core.http.HttpServerOptions;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WebSockets over TLS, with the guard and the pins of any call. */
class SecureWebSocketTest {
    private static final Issued CA = authority("A");
    private static final Issued GOOD = issue(CA, named("localhost"));
    private static final TlsPolicy TRUSTING = TlsPolicy.DEFAULT.trusting(CA.asAuthority());

    private final Peer peer =
            new Peer(OverWebSockets.VERTX, new HttpServerOptions().setSsl(true).setKeyCertOptions(GOOD.forServer()));

    @AfterEach
    void close() {
        peer.close();
    }

    private Listener listen(HttpClient client) {
        return Listener.to(client.webSockets(WebSocketPolicy.DEFAULT)
                .connect(WebSocketClient.request("wss://localhost:" + peer.port() + "/ws")));
    }

    private HttpClient client(TlsPolicy tls, Set<String> allowed) {
        return HttpClient.create(
                OverWebSockets.VERTX,
                Settings.named("wss")
                        .withRetries(RetryPolicy.NEVER)
                        .withTls(tls)
                        .withGuard(new GuardPolicy(true, allowed)));
    }

    @Test
    void aPinnedPeerIsTalkedToAndOneWithAnotherKeyIsNot() throws Exception {
        Set<String> allowed = Set.of("localhost:" + peer.port());
        String backup = TlsPolicy.pin(curve().getPublic());
        String own = TlsPolicy.pin(GOOD.certificate().getPublicKey());
        try (HttpClient client = client(TRUSTING.withPins("localhost", own, backup), allowed)) {
            WebSocketSession session = client.webSockets(WebSocketPolicy.DEFAULT)
                    .connect(WebSocketClient.request("wss://localhost:" + peer.port() + "/ws"));
            Listener listener = Listener.to(session);
            listener.connected();
            get(session.send("over TLS"));
            assertThat(peer.text()).isEqualTo("over TLS");
            peer.socket().writeTextMessage("and back");
            assertThat(listener.text()).isEqualTo("and back");
            listener.cancel();
        }
        String another = TlsPolicy.pin(authority("B").certificate().getPublicKey());
        try (HttpClient client = client(TRUSTING.withPins("localhost", another, backup), allowed)) {
            Listener listener = listen(client);
            assertThat(listener.next(WebSocketSignal.Disconnected.class).reason())
                    .contains("no trust");
            listener.cancel();
        }
        assertThat(peer.sockets).isEmpty();
    }

    @Test
    void aPrivateAddressIsNotConnectedToOverTlsEither() throws Exception {
        try (HttpClient client = client(TRUSTING, Set.of())) {
            assertThat(OverWebSockets.endOf(listen(client))).isInstanceOf(HttpFailure.Forbidden.class);
        }
    }

    @Test
    void anUnknownAuthorityIsNotTrusted() throws Exception {
        try (HttpClient client = client(TlsPolicy.DEFAULT, Set.of("localhost:" + peer.port()))) {
            Listener listener = listen(client);
            assertThat(listener.next(WebSocketSignal.Disconnected.class).reason())
                    .contains("no trust");
            listener.cancel();
        }
    }
}
