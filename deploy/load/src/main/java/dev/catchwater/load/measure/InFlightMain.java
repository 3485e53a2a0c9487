package dev.catchwater.load.measure;

import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.load.Options;
import dev.catchwater.load.Peer;
import dev.catchwater.load.Target;
import dev.catchwater.load.peer.FairleadPeer;
import dev.catchwater.load.peer.Peers;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's process: {@code peer= uri= calls=}. Makes so many calls that a holding origin answers only when all are
 * there, and looks at the memory meanwhile. Fails unless all complete.
 */
public final class InFlightMain {
    /** Begun at once: a server's backlog of connections is not what this is about. */
    private static final int STEP = 500;

    private static final Pattern REQUESTS = Pattern.compile("requests=(\\d+)");

    private InFlightMain() {}

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        Logger.getLogger("").setLevel(Level.WARNING);
        int calls = options.number("calls", 10_000);
        URI origin = URI.create(options.text("uri", ""));
        Peer peer = open(options.text("peer", "fairlead"), new Target(origin.resolve("/hold"), calls));
        long idle = Gauges.heapAfterCollection();
        Tally tally = new Tally(0);
        CountDownLatch ended = new CountDownLatch(calls);
        hold(peer, tally, ended, origin, calls);
        long heap = Gauges.heapAfterCollection();
        System.out.println("heap=" + heap);
        System.out.println("heap_a_call=" + (heap - idle) / calls);
        System.out.println("direct=" + Gauges.directBytes());
        System.out.println("rss=" + Gauges.status("VmRSS"));
        ask(origin.resolve("/release"));
        if (!ended.await(30, TimeUnit.SECONDS) || tally.firstFailure() != null) {
            throw new IllegalStateException(ended.getCount() + " never ended", tally.firstFailure());
        }
        System.out.println("completed=" + tally.calls());
        System.out.println("peak_rss=" + Gauges.status("VmHWM"));
        Runtime.getRuntime().halt(0);
    }

    /** With limits beyond the time it takes to open all connections on a busy machine. */
    private static Peer open(String name, Target target) {
        Duration limit = Duration.ofMinutes(2);
        Bounds bounds = Bounds.DEFAULT;
        return name.equals("fairlead")
                ? new FairleadPeer(
                        target,
                        FairleadPeer.settings(target)
                                .withTimeout(limit)
                                .withBounds(new Bounds(
                                        bounds.connect(),
                                        limit,
                                        bounds.idle(),
                                        bounds.maxHeadBytes(),
                                        bounds.maxBodyBytes(),
                                        bounds.maxRatio())))
                : Peers.open(name, target);
    }

    private static void hold(Peer peer, Tally tally, CountDownLatch ended, URI origin, int calls)
            throws IOException, InterruptedException {
        for (int begun = 0; begun < calls; ) {
            int more = Math.min(STEP, calls - begun);
            begin(peer, tally, ended, more);
            begun += more;
            while (requests(origin) < begun) {
                if (ended.await(20, TimeUnit.MILLISECONDS) || tally.firstFailure() != null) {
                    throw new IllegalStateException("not all were held", tally.firstFailure());
                }
            }
        }
    }

    private static void begin(Peer peer, Tally tally, CountDownLatch ended, int calls) {
        Runnable call = () -> peer.call((bytes, failure) -> {
            tally.ended(1, bytes, failure);
            ended.countDown();
        });
        for (int i = 0; i < calls; i++) {
            peer.begin(call);
        }
    }

    private static int requests(URI origin) throws IOException {
        Matcher counts = REQUESTS.matcher(ask(origin.resolve("/counts")));
        return counts.find() ? Integer.parseInt(counts.group(1)) : 0;
    }

    private static String ask(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try (var answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
