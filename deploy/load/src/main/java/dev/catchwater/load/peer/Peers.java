package dev.catchwater.load.peer;

import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import java.util.List;

/** The clients by name. */
public final class Peers {
    /** Those of the JVM, in the order of the table. */
    public static final List<String> NAMES = List.of("fairlead", "vertx", "webclient", "apache", "okhttp", "jdk");

    private Peers() {}

    /** Opens a client of its own for this target. */
    public static Peer open(String name, Target target) {
        return switch (name) {
            case "fairlead" -> new FairleadPeer(target);
            case "vertx" -> new VertxPeer(target);
            case "webclient" -> new WebClientPeer(target);
            case "apache" -> new ApachePeer(target);
            case "okhttp" -> new OkHttpPeer(target);
            case "jdk" -> new JdkPeer(target);
            default -> throw new IllegalArgumentException("no client is called " + name + "; there are " + NAMES);
        };
    }

    /** What a table calls it. */
    public static String title(String name) {
        return switch (name) {
            case "fairlead" -> "Fairlead";
            case "vertx" -> "Vert.x HttpClient";
            case "webclient" -> "Vert.x WebClient";
            case "apache" -> "Apache HC5 async";
            case "okhttp" -> "OkHttp, virtual threads";
            case "jdk" -> "JDK HttpClient";
            default -> name;
        };
    }
}
