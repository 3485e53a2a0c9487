package dev.catchwater.local.start;

import dev.catchwater.local.Backoff;
import dev.catchwater.local.Board;
import dev.catchwater.local.StartFailure;
import dev.catchwater.local.State;
import dev.catchwater.local.portal.Portal;
import dev.catchwater.local.process.ChildSpec;
import dev.catchwater.local.process.Memory;
import dev.catchwater.local.process.PidFiles;
import dev.catchwater.local.process.Probe;
import dev.catchwater.local.process.Supervised;
import dev.catchwater.local.stores.External;
import dev.catchwater.local.stores.Secrets;
import dev.catchwater.local.stores.Stores;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A running installation: what is started after what, and stopped before what. */
final class Launcher {

    /** The launcher's own name among the pid files. */
    static final String NAME = "launcher";

    private static final Duration LOOK_AT_MEMORY = Duration.ofSeconds(5);

    private final Installation installation;
    private final Options options;
    private final PortPlan ports;
    private final Board board;
    private final InstantSource clock;
    private final PidFiles pids;
    private final Programs programs;
    private final Stores stores;
    private final Specs specs;
    private final Probe probe = new Probe();
    private final Portal portal;
    private final Map<String, Supervised> running = new LinkedHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);

    Launcher(
            Installation installation,
            Options options,
            Map<String, String> environment,
            Board board,
            InstantSource clock) {
        this.installation = installation;
        this.options = options;
        this.board = board;
        this.clock = clock;
        this.ports = new PortPlan(environment);
        this.pids = new PidFiles(installation.pids());
        Secrets secrets = new Secrets(installation.secrets());
        this.programs = new Programs(installation, ports, secrets, environment);
        Map<String, Integer> storePorts = Map.of("postgres", ports.of("postgres"), "redis", ports.of("redis"));
        this.stores = new Stores(installation.data(), storePorts, secrets, new External(environment), board, clock);
        this.specs = new Specs(installation, ports, programs, stores);
        this.portal = new Portal(board, clock, programs.sandboxUri());
    }

    URI address() {
        return programs.portal();
    }

    /**
     * Starts everything; returns when all is ready.
     *
     * @throws StartFailure that names the first culprit
     */
    void start() {
        List<Service> services = Service.ALL.stream().filter(options::starts).toList();
        specs.announce(services, board);
        services.stream().filter(service -> !options.develops(service)).forEach(programs::service);
        ports.requireFree(services);
        openPortal();
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        ready.add(supervise(specs.sandbox()));
        services.stream()
                .filter(service -> !service.stores() && !options.develops(service))
                .forEach(service -> ready.add(supervise(specs.service(service))));
        CompletableFuture<Void> data = stores.start(
                services.stream().filter(Service::stores).map(Service::name).toList());
        ready.add(data.thenCompose(done -> CompletableFuture.allOf(services.stream()
                .filter(service -> service.stores() && !options.develops(service))
                .map(service -> supervise(specs.service(service)))
                .toArray(CompletableFuture<?>[]::new))));
        await(ready);
        options.dev().ifPresent(name -> develop(services, name));
        Thread.ofVirtual().name("memory").start(this::weigh);
    }

    private void openPortal() {
        Instant began = clock.instant();
        portal.start(ports.of(PortPlan.PORTAL));
        board.update(
                PortPlan.PORTAL,
                status -> status.started(OptionalLong.of(ProcessHandle.current().pid()), began)
                        .ready(Duration.between(began, clock.instant()), Optional.empty()));
    }

    private CompletableFuture<Void> supervise(ChildSpec spec) {
        return supervise(spec, Supervised.Patience.standard());
    }

    private synchronized CompletableFuture<Void> supervise(ChildSpec spec, Supervised.Patience patience) {
        if (over.getCount() == 0) {
            return CompletableFuture.failedFuture(new StartFailure(spec.name() + " is not started any more."));
        }
        Supervised child = new Supervised(spec, pids, probe, board, clock, patience);
        running.put(spec.name(), child);
        return child.start();
    }

    // Completes with the first failure, without waiting for the others.
    private static void await(List<CompletableFuture<Void>> all) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        for (CompletableFuture<Void> one : all) {
            var _ = one.whenComplete((done, failure) -> {
                if (failure != null) {
                    first.completeExceptionally(failure);
                }
            });
        }
        var _ = CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenRun(() -> first.complete(null));
        try {
            first.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
    }

    // The person ends dev mode with q or Ctrl-C; then the rest has no reason to go on.
    private void develop(List<Service> services, String name) {
        Service service =
                services.stream().filter(options::develops).findFirst().orElseThrow();
        var patience = new Supervised.Patience(
                Duration.ofDays(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofMillis(6500),
                new Backoff(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO));
        board.listen((before, after) -> {
            if (after.part().name().equals(name) && after.state() == State.DOWN) {
                over.countDown();
            }
        });
        // How it ends is told by the board.
        var _ = supervise(specs.develop(service), patience);
    }

    private void weigh() {
        try {
            while (!over.await(LOOK_AT_MEMORY.toMillis(), TimeUnit.MILLISECONDS)) {
                board.statuses()
                        .forEach(status -> status.pid().ifPresent(pid -> {
                            var bytes = pid == ProcessHandle.current().pid() ? Memory.ofThis() : Memory.of(pid);
                            board.update(
                                    status.part().name(),
                                    now -> now.pid().equals(status.pid()) ? now.using(bytes) : now);
                        }));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the missing caches of classes, one after the other, until it is stopped. */
    Rehearsals rehearsals() {
        return new Rehearsals(programs, stores, installation, new Rehearsal(installation, pids, probe, clock), options);
    }

    /** Waits until everything is to be stopped. */
    void awaitEnd() throws InterruptedException {
        over.await();
    }

    /** Stops everything that was started, services first; returns when it is gone. */
    void stop() {
        List<Supervised> children;
        synchronized (this) {
            over.countDown();
            children = List.copyOf(running.values());
        }
        List<Thread> stops = children.stream()
                .map(child -> Thread.ofVirtual().start(child::stop))
                .toList();
        for (Thread stop : stops) {
            join(stop);
        }
        stores.close();
        portal.close();
        probe.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
