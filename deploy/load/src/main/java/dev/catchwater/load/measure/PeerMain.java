package dev.catchwater.load.measure;

import dev.catchwater.load.Options;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import dev.catchwater.load.peer.Peers;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A client's process: {@code peer= uri= connections= server=PID warm=CALLS phases=}. A phase is {@code c64:1:3}, 64 in
 * flight for 3 s after 1 s, or {@code o80:1:3}, 80 % of what the closed loop before it reached. The first begins after so
 * many calls, since a busy machine makes a warm-up by time a cold start. Prints {@code phase.figure=value}, and fails
 * if a call failed or a body was not read to its end.
 */
public final class PeerMain {
    private PeerMain() {}

    /** What a process does with a client: also for those that have one of their own. */
    public static void measure(Peer peer, Options options) {
        Phases phases = new Phases(peer, new Tally(options.number("server", 0)));
        phases.load.warmUp(options.number("warm", 50_000));
        for (String phase : options.text("phases", "c64:5:3").split(",", -1)) {
            phases.run(phase);
        }
        print("rss", (double) Gauges.status("VmRSS"));
        print("peak_rss", (double) Gauges.status("VmHWM"));
    }

    private static void print(String name, double value) {
        System.out.println(name + "=" + value);
    }

    private static final class Phases {
        private final Load load;
        private final Tally tally;
        private double capacity;

        Phases(Peer peer, Tally tally) {
            this.tally = tally;
            load = new Load(peer, tally);
        }

        void run(String phase) {
            String[] parts = phase.split(":", -1);
            int number = Integer.parseInt(parts[0].substring(1));
            double warm = Double.parseDouble(parts[1]);
            double seconds = Double.parseDouble(parts[2]);
            Window window = parts[0].startsWith("o")
                    ? load.open(capacity * number / 100, warm, seconds)
                    : load.closed(number, warm, seconds);
            if (!window.isWhole()) {
                throw new IllegalStateException(
                        parts[0] + " is not whole: " + window + ", first failure " + tally.firstFailure());
            }
            if (parts[0].startsWith("c")) {
                capacity = window.rate();
            }
            window.figures().forEach((name, value) -> print(parts[0] + "." + name, value));
        }
    }

    public static void main(String[] arguments) {
        Options options = new Options(arguments);
        Logger.getLogger("").setLevel(Level.WARNING);
        Target target = new Target(options.text("uri", ""), options.number("connections", 512));
        Peer peer = Peers.open(options.text("peer", "fairlead"), target);
        measure(peer, options);
        // Whatever the client still runs; a recording is written nevertheless.
        System.exit(0);
    }
}
