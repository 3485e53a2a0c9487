package dev.catchwater.load.quarkus;

import dev.catchwater.load.Options;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import dev.catchwater.load.measure.PeerMain;
import dev.catchwater.load.peer.FairleadPeer;
import dev.catchwater.load.peer.VertxPeer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * What {@link PeerMain} does, with the application's Vert.x: {@code peer=fairlead} or {@code peer=vertx}. With
 * {@code peer=none} it only serves.
 */
@QuarkusMain
public class Application implements QuarkusApplication {
    private final Vertx vertx;

    Application(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public int run(String... arguments) {
        Supplier<String> plain = () -> "plain";
        if (Infrastructure.decorate(plain).equals(plain)) {
            throw new IllegalStateException("no context is propagated: this would not be what it says");
        }
        Options options = new Options(arguments);
        if (options.text("peer", "fairlead").equals("none")) {
            Quarkus.waitForExit();
            return 0;
        }
        Target target = new Target(options.text("uri", ""), options.number("connections", 64));
        Peer peer = options.text("peer", "fairlead").equals("fairlead")
                ? new FairleadPeer(target, vertx)
                : new VertxPeer(target, vertx);
        PeerMain.measure(new InRequests(peer, vertx), options);
        Runtime.getRuntime().halt(0);
        return 0;
    }
}
