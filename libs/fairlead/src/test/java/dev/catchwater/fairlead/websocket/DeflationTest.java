package dev.catchwater.fairlead.websocket;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we compress. */
class DeflationTest extends OverWebSockets {
    private static Buffer text(int length) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(length);
        while (text.length() < length) {
            text.append("{\"price\":").append(random.nextInt(1_000)).append("},");
        }
        return Buffer.buffer(text.substring(0, length));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDeflatedIsInflatedWithAndWithoutContext(boolean keepsContext) {
        Deflation deflation = new Deflation(100, keepsContext);
        Inflation inflation = new Inflation(WebSocketBounds.DEFAULT, keepsContext);
        int previous = 0;
        for (int length : new int[] {100, 5_000, 5_000, 100_000, 100_000, 1 << 20}) {
            Buffer message = text(length);
            Buffer compressed = deflation.deflate(message);
            assertThat(compressed).isNotNull();
            Buffer back = Buffer.buffer();
            inflation.inflate(compressed, true, back);
            assertThat(back).isEqualTo(message);
            if (length == 5_000 && previous > 0) {
                // The same again: with its context it is a reference, without it as long as before.
                assertThat(compressed.length())
                        .isBetween(keepsContext ? 1 : previous, keepsContext ? previous / 5 : previous);
            }
            previous = length == 5_000 ? compressed.length() : 0;
        }
        deflation.end();
        inflation.end();
    }

    @Test
    void smallAndVeryLargeMessagesAndThoseOfAnEndedConnectionStayAsTheyAre() {
        Deflation deflation = new Deflation(1_024, true);
        assertThat(deflation.deflate(text(1_023))).isNull();
        assertThat(deflation.deflate(text(Deflation.MAX_BYTES + 1))).isNull();
        assertThat(deflation.deflate(text(1_024))).isNotNull();
        deflation.end();
        assertThat(deflation.deflate(text(1_024))).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerReadsThemWhateverContextItWants(boolean noContext) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setWebSocketPreferredClientNoContext(noContext)
                .setWebSocketAllowServerNoContext(noContext);
        try (Peer zipping = new Peer(VERTX, options);
                HttpClient sockets =
                        HttpClient.create(VERTX, Settings.named("p").withGuard(GuardPolicy.OFF))) {
            WebSocketSession session = sockets.webSockets(WebSocketPolicy.DEFAULT.withCompressFrom(10))
                    .connect(WebSocketClient.request(zipping.uri("/ws")));
            Listener listener = Listener.to(session);
            listener.connected();
            for (int i = 0; i < 50; i++) {
                String text = text(1 + i * 700).toString();
                get(session.send(text));
                assertThat(zipping.text()).isEqualTo(text);
            }
            get(session.close());
            assertThat(listener.end).succeedsWithin(PATIENCE);
        }
    }
}
