package dev.catchwater.edge.law;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.flow.Purging;
import dev.catchwater.edge.purge.Covering;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.store.DiskSpace;
import dev.catchwater.edge.store.TieredShelf;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.caching.CachingStage;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node, its clients, its origin and its disk: each step one of them does one thing, by the dice. */
final class World {
    private static final List<String> URIS =
            List.of("http://a.test/x/y", "http://a.test/x", "http://b.test/x/y", "http://a.test/vary/z?q=1");

    private final Random random;
    private final Fault fault;
    private final @Nullable Path folder;
    private final ManualTimers timers = new ManualTimers();
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private final ModelOrigin origin;
    private final ModelLog log;
    private final ModelStore store;
    private final List<Acknowledged> purges = new ArrayList<>();
    private final List<Cancellable> clients = new ArrayList<>();
    private Purging purging;
    private CachingStage stage;
    private int step;
    private int ticks;
    private int life;
    private @Nullable Broken broken;
    int answers;
    int fromStore;

    private record Acknowledged(Purge purge, Purge.Mode mode, int at) {}

    /** @param warm whether the shelf has a disk, on which all but parts lie in files alone, and which outlives the node */
    World(long seed, Fault fault, boolean warm) {
        this.random = new Random(seed);
        this.fault = fault;
        this.origin = new ModelOrigin(this, random);
        this.log = new ModelLog(fault);
        Epochs epochs = new Epochs();
        this.folder = warm ? folder() : null;
        this.store = new ModelStore(fault, shelf(epochs), warm);
        this.purging = new Purging(epochs, log, List.of(), timers, audited -> {});
        this.stage = stage();
    }

    private TieredShelf shelf(Epochs epochs) {
        Policy policy = Policy.values()[random.nextInt(3)];
        if (folder == null) {
            return new TieredShelf(epochs, policy, 20_000, 1_000, random);
        }
        DiskSpace space = new DiskSpace(folder, 20_000, 1_000, 1_000, "log", Runnable::run, Runnable::run);
        return TieredShelf.over(space, epochs, policy, 4_000, ModelOrigin.UNIT * 4, random);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("edge-world");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(Path all) {
        try (Stream<Path> paths = Files.walk(all)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CachingStage stage() {
        CachingPolicy policy = CachingPolicy.of(CachePolicy.SHARED, store)
                .withCollapse(new CachingPolicy.Collapse(8, Duration.ofSeconds(3)));
        return new CachingStage(policy, timers, () -> loop::add, CallListener.NONE);
    }

    /** Later than all that was before. */
    int tick() {
        return ++ticks;
    }

    void run(int steps) {
        try {
            lives(steps);
        } finally {
            store.close();
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private void lives(int steps) {
        while (step < steps) {
            step++;
            happens(random.nextInt(100));
            for (int i = random.nextInt(6); i > 0 && !loop.isEmpty(); i--) {
                loop.remove().run();
            }
            if (broken != null) {
                throw broken; // thrown within a stream it would be one more failed call
            }
        }
    }

    private void happens(int dice) {
        if (dice < 30) {
            sends();
        } else if (dice < 68) {
            origin.goesOn();
        } else if (dice < 77) {
            purges();
        } else if (dice < 88) {
            log.force();
        } else if (dice < 93) {
            timers.clock().advance(Duration.ofMillis(random.nextInt(8_000)));
        } else if (dice < 96) {
            origin.changes();
        } else if (dice < 99) {
            leaves();
        } else {
            restarts();
        }
    }

    private void leaves() {
        if (!clients.isEmpty()) {
            clients.get(random.nextInt(clients.size())).cancel();
        }
    }

    private void sends() {
        Request request = Request.get(URIS.get(random.nextInt(URIS.size())));
        request = request.withHeader("Foo", "f" + random.nextInt(2));
        request = switch (random.nextInt(10)) {
            case 0 -> request.withMethod(Method.HEAD);
            case 1 -> request.withHeader("Range", "bytes=0-15");
            case 2 -> request.withHeader("Range", "bytes=16-");
            case 3 -> request.withHeader("Cache-Control", "no-cache");
            default -> request;
        };
        int sent = tick();
        int mine = life;
        clients.add(stage.apply(request, origin)
                .onItem()
                .transformToUni(answer -> answer.body().bytes().invoke(body -> {
                    if (mine == life) {
                        judge(answer, body, sent);
                    }
                }))
                .subscribe()
                .with(done -> {}, failure -> {}));
    }

    private void purges() {
        URI uri = URI.create(URIS.get(random.nextInt(URIS.size())));
        Purge purge = switch (random.nextInt(6)) {
            case 0 -> new Purge.All();
            case 1 -> new Purge.Host(uri.getHost());
            case 2 -> Purge.Prefix.of(uri.resolve("/" + uri.getPath().split("/")[1]));
            case 3 ->
                new Purge.Tag(random.nextBoolean() ? "path" + uri.getPath().length() : "v" + random.nextInt(3));
            default -> new Purge.Uri(PrimaryKey.of(uri));
        };
        Purge.Mode mode = Purge.Mode.values()[random.nextInt(2)];
        purging.purge(purge, mode, "k" + step, "model")
                .subscribe()
                .with(done -> purges.add(new Acknowledged(purge, mode, tick())));
    }

    private void restarts() {
        life++;
        clients.forEach(Cancellable::cancel);
        clients.clear();
        loop.clear();
        origin.exchanges.forEach(exchange -> exchange.over = true);
        Epochs epochs = new Epochs();
        purging = new Purging(epochs, log, log.recovered(random), timers, audited -> {});
        store.restarted(() -> shelf(epochs), timers.instant());
        stage = stage();
    }

    /** The law. */
    private void judge(Response answer, Buffer body, int sent) {
        answers++;
        fromStore += answer.headers()
                        .first("Cache-Status")
                        .filter(status -> status.contains("hit"))
                        .isPresent()
                ? 1
                : 0;
        PrimaryKey key = PrimaryKey.of(answer.request().uri());
        for (int at = 0; at + ModelOrigin.UNIT <= body.length(); at += ModelOrigin.UNIT) {
            var fetch = origin.exchanges.get(Integer.parseInt(body.getString(at, at + ModelOrigin.UNIT)));
            String version = Optional.ofNullable(fetch.version).orElseThrow();
            Set<String> tags =
                    Set.copyOf(ModelOrigin.tags(answer.request().uri().getPath(), version));
            for (Acknowledged purge : purges) {
                boolean binds =
                        purge.at() < sent && fetch.began < purge.at() && Covering.covers(purge.purge(), key, tags);
                if (binds && !(purge.mode() == Purge.Mode.SOFT && isConfirmed(answer, version, purge.at()))) {
                    broken = new Broken("step " + step + ": " + purge + " binds what was sent at " + sent
                            + ", which got " + body + " of exchange " + fetch.number + " begun at " + fetch.began);
                }
            }
        }
    }

    private boolean isConfirmed(Response answer, String version, int since) {
        return origin.exchanges.stream()
                .anyMatch(exchange -> exchange.began > since
                        && version.equals(exchange.version)
                        && exchange.request.uri().equals(answer.request().uri()));
    }

    /** The law was broken. */
    static final class Broken extends RuntimeException {
        Broken(String how) {
            super(how);
        }
    }
}
