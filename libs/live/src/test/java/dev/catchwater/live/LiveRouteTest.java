package dev.catchwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LiveRouteTest {
    @TestHTTPResource
    URI base;

    @Inject
    Hub<String> hub;

    @Inject
    Past past;

    @Inject
    Set<String> revoked;

    private Ear ear(String... headers) {
        return Ear.open(base.getPort(), "/api/v1/stream", headers);
    }

    @Test
    void onlyTheRoleIsLetIn() throws IOException {
        for (var refused : List.of(List.of("401"), List.of("401", "X-Role: forged"), List.of("403", "X-Role: guest"))) {
            try (var ear = ear(refused.stream().skip(1).toArray(String[]::new))) {
                assertThat(ear.head()).startsWith("HTTP/1.1 " + refused.getFirst());
            }
        }
        try (var ear = ear("X-Role: reader")) {
            assertThat(ear.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void streamOfAKeyThatHasEndedEndsAndOthersGoOn() throws IOException {
        for (var ended : List.of("grace", "guest grace")) {
            try (var ear = ear("X-Role: reader", "X-Name: grace");
                    var other = ear("X-Role: reader", "X-Name: ada")) {
                ear.head();
                other.head();
                await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 2);
                revoked.add(ended);
                assertThat(ear.next().type()).isEqualTo("unauthorized");
                assertThatThrownBy(ear::next).isInstanceOf(IOException.class);
                assertThat(hub.listeners()).isEqualTo(1);
            }
            revoked.clear();
            await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 0);
        }
    }

    @Test
    void streamGoesOnWhileNobodyCanTellWhetherItsKeyHasEnded() throws IOException {
        revoked.add("?ada");
        try (var ear = ear("X-Role: reader", "X-Name: ada");
                var grace = ear("X-Role: reader", "X-Name: grace")) {
            ear.head();
            grace.head();
            await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 2);
            revoked.add("grace");
            assertThat(grace.next().type()).isEqualTo("unauthorized");
            await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 1);
            revoked.add("ada");
            assertThat(ear.next().type()).isEqualTo("unauthorized");
        }
        revoked.clear();
        await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 0);
    }

    @Test
    void whoComesBackStandsWhereItStoodFromTheFirstFrameOn() throws IOException {
        try (var ear = ear("X-Role: reader", "Last-Event-ID: 1")) {
            ear.head();
            assertThat(ear.frame()).contains("id: 1").anyMatch(line -> line.startsWith("retry: "));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 0);
    }

    @Test
    void listenersOfAllEventLoopsHearThePastAndThePresent() throws IOException {
        hub.publish(past.add(1, "first"));
        hub.publish(past.add(2, "second"));
        var ears = new ArrayList<Ear>();
        for (int listener = 0; listener < 16; listener++) {
            ears.add(ear("X-Role: reader", "Last-Event-ID: 1"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() >= 16);
        hub.publish(past.add(3, "third"));
        for (var ear : ears) {
            ear.head();
            assertThat(ear.events(2)).extracting(Ear.Heard::data).containsExactly("second", "third");
            ear.close();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> hub.listeners() == 0);
    }
}
