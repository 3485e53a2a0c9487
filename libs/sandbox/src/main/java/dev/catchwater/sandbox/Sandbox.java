package dev.catchwater.sandbox;

import dev.catchwater.sandbox.exchanges.Exchanges;
import dev.catchwater.sandbox.feeds.Feeds;
import dev.catchwater.sandbox.judge.Budgets;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.sandbox.judge.Gate;
import dev.catchwater.sandbox.judge.Realm;
import dev.catchwater.sandbox.judge.RequestLog;
import dev.catchwater.sandbox.mastodon.Mastodon;
import dev.catchwater.sandbox.origins.Origins;
import dev.catchwater.sandbox.shops.Shops;
import dev.catchwater.sandbox.weather.Weather;
import dev.catchwater.sandbox.world.WorldClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running pretend internet on 127.0.0.1: one path prefix an upstream, {@code /feeds/<site>/},
 * {@code /shops/<shop>/} and {@code /mastodon/<instance>/}, and its control paths under {@code /_sandbox/}. Its methods may be called from any
 * thread but its own; they wait for their turn.
 */
public final class Sandbox implements AutoCloseable {

    private static final int TICK_MILLIS = 50;

    private final Vertx vertx;
    private final Universe universe;
    private final World world;
    private final Faults faults;
    private final Budgets budgets;
    private final RequestLog log;
    private final Journal journal;
    private final HttpServer server;

    private Sandbox(Vertx vertx, Universe universe, World world, Courtroom court, Journal journal, HttpServer server) {
        this.vertx = vertx;
        this.universe = universe;
        this.world = world;
        this.faults = court.faults();
        this.budgets = court.budgets();
        this.log = court.log();
        this.journal = journal;
        this.server = server;
    }

    /**
     * Starts a sandbox and waits until it answers.
     *
     * @throws UncheckedIOException if the data folder cannot be used
     * @throws IllegalStateException if the port is taken
     */
    public static Sandbox start(SandboxOptions options) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        try {
            return start(options, vertx);
        } catch (IOException e) {
            vertx.close();
            throw new UncheckedIOException("data folder " + options.data() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    private static Sandbox start(SandboxOptions options, Vertx vertx) throws IOException {
        var base = new Base();
        var budgets = new Budgets(options.clock());
        var clock = new WorldClock(options.clock(), options.speed());
        List<Realm> realms = realms(options, base, budgets, clock.instant().minus(options.history()));
        var universe = new Universe(clock, options.history(), realms);
        Journal journal = remember(options, vertx, universe);

        Courtroom court = Courtroom.over(options, budgets, realms);
        Router router = Router.router(vertx);
        new ControlRoutes(universe, court, journal)
                .mount(router, new Gate(options.clock(), court.log(), court.faults()));
        realms.forEach(realm -> realm.mount(router));
        HttpServer server = await(
                vertx.createHttpServer(http(options)).requestHandler(router).listen());
        base.set(server.actualPort());
        vertx.setPeriodic(TICK_MILLIS, id -> universe.tick());
        var world = new World(universe, new Loop(vertx), journal);
        return new Sandbox(vertx, universe, world, court, journal, server);
    }

    private static List<Realm> realms(SandboxOptions options, Base base, Budgets budgets, Instant founded) {
        return List.of(
                new Feeds(base, options.seed(), options.pace(), founded),
                new Shops(base, budgets, options.clock(), founded),
                new Mastodon(
                        base,
                        options.seed(),
                        options.pace(),
                        budgets,
                        options.clock(),
                        options.heartbeat(),
                        options.tokens()),
                new Weather(options.seed(), budgets, options.clock()),
                new Exchanges(options.seed(), options.pace(), budgets, options.clock()),
                new Origins(options.clock()));
    }

    /** Lives the past again: what the scripts wrote, and what the journal says was commanded. */
    private static Journal remember(SandboxOptions options, Vertx vertx, Universe universe) throws IOException {
        Path data = options.data();
        if (data == null) {
            universe.tick();
            return Journal.none();
        }
        Instant founded = universe.clock().instant().minus(options.history());
        Journal.load(data, founded).forEach(universe::remember);
        universe.tick();
        Journal journal = await(Journal.open(vertx, data));
        for (Realm realm : universe.realms()) {
            realm.onOwnChange(command -> journal.write(new Journal.Line(realm.name(), command, List.of())));
        }
        return journal;
    }

    private static HttpServerOptions http(SandboxOptions options) {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(options.port())
                .setMaxInitialLineLength(8_192)
                .setIdleTimeout(120)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What happens in it: post, edit, delete, boost, and drive time. */
    public World world() {
        return world;
    }

    /** The world's time, to read; {@link World} drives it. */
    public InstantSource clock() {
        return universe.clock();
    }

    /** The faults that are on. */
    public Faults faults() {
        return faults;
    }

    /** What was asked. */
    public RequestLog log() {
        return log;
    }

    /** Who asked how often, and who asked too often. */
    public Budgets budgets() {
        return budgets;
    }

    /** Ends every connection and stream, and waits until the port is free. */
    @Override
    public void close() {
        await(server.close());
        await(journal.close());
        // Not chained to the others: their continuations would run on the loop that this ends.
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the sandbox could not start or stop: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the sandbox did not start or stop in 20 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
