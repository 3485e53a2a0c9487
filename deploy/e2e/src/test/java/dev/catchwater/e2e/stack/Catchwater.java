package dev.catchwater.e2e.stack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code make up} starts, started the same way: the launcher as a process, and its children. On free ports, in
 * a folder of its own, with feeds polled every second.
 */
public final class Catchwater implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String UP = "Catchwater is up";

    private final Tree tree;
    private final FreePorts ports;
    private final Process launcher;
    private final Thread rescue;
    private final List<ProcessHandle> seen = new ArrayList<>();

    private Catchwater(Tree tree, FreePorts ports, Process launcher) {
        this.tree = tree;
        this.ports = ports;
        this.launcher = launcher;
        this.rescue = new Thread(launcher::destroy);
    }

    /** Starts everything; returns when the launcher says that it is up. */
    public static Catchwater start() {
        Tree tree = Tree.locate();
        FreePorts ports = FreePorts.take();
        try {
            stopLeftovers(tree);
            tree.renew();
            ProcessBuilder builder = new ProcessBuilder(command(tree, "up"))
                    .directory(tree.root().toFile());
            settle(builder.environment(), ports);
            builder.environment()
                    .put("CATCHWATER_TRADING_SERIES", Candles.write(tree.root()).toString());
            Path log = tree.root().resolve("launcher.log");
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            Catchwater started = new Catchwater(tree, ports, builder.start());
            Runtime.getRuntime().addShutdownHook(started.rescue);
            started.awaitUp(log);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopLeftovers(Tree tree) throws IOException {
        if (tree.hasLeftovers()) {
            ProcessBuilder down = new ProcessBuilder(command(tree, "down"));
            down.directory(tree.root().toFile()).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
            awaitEnd(down.start().toHandle(), STOP);
        }
    }

    private static List<String> command(Tree tree, String wish) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                tree.classPath(),
                "dev.catchwater.local.start.Main",
                wish);
    }

    // Whatever the developer has set for an installation of their own must not reach this one.
    private static void settle(Map<String, String> environment, FreePorts ports) {
        environment
                .keySet()
                .removeIf(name -> name.matches("(CATCHWATER|QUARKUS|AGGREGATOR|FAIRLEAD)_.*|EXCEPT|SERVICE"));
        ports.byName()
                .forEach((name, port) -> environment.put(
                        "CATCHWATER_PORT_" + name.replace('-', '_').toUpperCase(Locale.ROOT), port.toString()));
        environment.put("CATCHWATER_REHEARSE", "never");
        environment.put("CATCHWATER_AGGREGATOR_POLLING_INITIAL", "1s");
        environment.put("CATCHWATER_AGGREGATOR_POLLING_MIN", "1s");
        environment.put("CATCHWATER_AGGREGATOR_POLLING_MAX", "2s");
    }

    private void awaitUp(Path log) throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (!Files.readString(log).contains(UP)) {
            if (ended(Duration.ofMillis(100)) || System.nanoTime() > until) {
                close();
                throw new IllegalStateException("Catchwater did not start:\n" + Files.readString(log));
            }
        }
    }

    /** The portal's address. */
    public URI portal() {
        return address("portal");
    }

    /** The address of a service's page. */
    public URI service(String name) {
        return address(name.equals("edge") ? "edge-control" : name);
    }

    /** What the edge serves: the pretend internet, through its cache. */
    public URI edge() {
        return address("edge");
    }

    /** The pretend internet. */
    public Sandbox sandbox() {
        return new Sandbox(URI.create("http://127.0.0.1:" + ports.of("sandbox")));
    }

    /** The ids of all posts that the aggregator's timeline holds now, by its API. */
    public Set<Long> timeline() {
        Set<Long> ids = new HashSet<>();
        @Nullable String cursor = "";
        do {
            JsonObject page = Json.get(service("aggregator").resolve("/api/v1/timeline?limit=100" + cursor));
            page.getAsJsonArray("items")
                    .forEach(post -> ids.add(post.getAsJsonObject().get("id").getAsLong()));
            JsonElement next = page.get("next");
            cursor = next == null || next.isJsonNull() ? null : "&cursor=" + next.getAsString();
        } while (cursor != null);
        return ids;
    }

    /** Has the weather service watch another place of the United States, by its API. */
    public void watch(String id, double latitude, double longitude) {
        Map<String, ?> place = Map.of(
                "id", id, "name", id, "latitude", latitude, "longitude", longitude, "zone", "UTC", "region", "US");
        Json.post(service("weather").resolve("/api/v1/places"), place);
    }

    private URI address(String name) {
        return URI.create("http://localhost:" + ports.of(name) + "/");
    }

    /** The process of a part, such as {@code edge}. */
    public ProcessHandle process(String part) {
        try {
            String pid = Files.readString(tree.pidFile(part)).strip().split(" ")[0];
            return ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow(() -> new IllegalStateException(part + " does not run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a part as a crash would, without asking it; returns when it is gone. */
    public void kill(String part) {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        awaitEnd(process, STOP);
    }

    /** All processes that the launcher has started and that run now, their children included. */
    public List<ProcessHandle> children() {
        List<ProcessHandle> now = launcher.descendants().toList();
        seen.addAll(now);
        return now;
    }

    /** Asks the launcher to stop, as Ctrl-C does. @return how long that took */
    public Duration stop() {
        children();
        long began = System.nanoTime();
        launcher.destroy();
        awaitEnd(launcher.toHandle(), STOP);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** What was started, should have ended, and has not. */
    public List<ProcessHandle> survivors() {
        return Stream.concat(seen.stream(), Stream.of(launcher.toHandle()))
                .distinct()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Override
    public void close() {
        if (launcher.isAlive()) {
            stop();
        }
        survivors().forEach(ProcessHandle::destroyForcibly);
        if (!Thread.currentThread().equals(rescue)) {
            Runtime.getRuntime().removeShutdownHook(rescue);
        }
    }

    private boolean ended(Duration most) {
        try {
            return launcher.waitFor(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void awaitEnd(ProcessHandle process, Duration most) {
        try {
            process.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(process.info() + " does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
