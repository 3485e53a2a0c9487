package dev.catchwater.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.load.Options;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import dev.catchwater.load.origin.Origin;
import dev.catchwater.load.peer.Peers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes figures of different clients comparable. */
class FairnessTest {
    static java.util.List<String> clients() {
        return Peers.NAMES;
    }

    @ParameterizedTest
    @MethodSource("clients")
    void everyClientSendsTheSameFieldsKeepsItsConnectionsAndReadsWholeBodies(String name) {
        try (Origin origin = Origin.start(new Options("kind=plain"));
                Peer peer = Peers.open(name, new Target("http://127.0.0.1:" + origin.port() + "/body", 8))) {
            Tally tally = new Tally(0);
            new Load(peer, tally).warmUp(400);
            assertThat(tally.calls()).isGreaterThanOrEqualTo(400);
            assertThat(tally.firstFailure()).isNull();
            assertThat(origin.counts().requests()).isGreaterThanOrEqualTo((int) tally.calls());
            assertThat(origin.counts().accepted()).isLessThanOrEqualTo(8);
            assertThat(origin.counts().heads().keySet())
                    .isEqualTo(Set.of("GET /body HTTP_1_1 {accept-encoding=gzip, connection=keep-alive,"
                            + " host=127.0.0.1, user-agent=load}"));
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void everyClientStaysWithinItsConnectionsUnderAnOpenLoop(String name) {
        try (Origin origin = Origin.start(new Options("kind=plain"));
                Peer peer = Peers.open(name, new Target("http://127.0.0.1:" + origin.port() + "/body", 8))) {
            Window window = new Load(peer, new Tally(0)).open(500, 0.5, 0.5);
            assertThat(window.isWhole()).isTrue();
            assertThat(origin.counts().accepted()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void anErrorIsNoAnswer() {
        try (Origin origin = Origin.start(new Options("kind=dead"));
                Peer peer = Peers.open("vertx", new Target("http://127.0.0.1:" + origin.port() + "/body", 8))) {
            assertThat(new Load(peer, new Tally(0)).closed(1, 0, 0.5).isWhole()).isFalse();
        }
    }
}
