package dev.catchwater.local.stores;

import dev.catchwater.embedded.Crash;
import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.embedded.EmbeddedRedis;
import dev.catchwater.embedded.EmbeddedServer;
import dev.catchwater.embedded.EmbeddedServerException;
import dev.catchwater.local.Board;
import dev.catchwater.local.StartFailure;
import dev.catchwater.local.State;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Postgres and Redis of an installation, with the environment that leads a service to them. */
public final class Stores implements AutoCloseable {

    /** The part names on the board. */
    public static final String POSTGRES = "postgres";

    /** The part names on the board. */
    public static final String REDIS = "redis";

    /** The database of the installation: a schema a service. */
    static final String DATABASE = "catchwater";

    /** Where services warm up their caches of classes without touching anybody's data. */
    static final String REHEARSAL = "rehearsal";

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Secrets secrets;
    private final External external;
    private final Board board;
    private final InstantSource clock;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;
    private volatile boolean closing;

    /**
     * Nothing is started yet.
     *
     * @param data a folder; each server gets one of its own in it
     * @param ports 0 for a free one
     */
    public Stores(
            Path data,
            Map<String, Integer> ports,
            Secrets secrets,
            External external,
            Board board,
            InstantSource clock) {
        this.secrets = secrets;
        this.external = external;
        this.board = board;
        this.clock = clock;
        this.postgres = EmbeddedPostgres.builder()
                .dataDir(data.resolve(POSTGRES))
                .port(ports.getOrDefault(POSTGRES, 0))
                .stopTimeout(GRACE)
                .onCrash(crash -> recover(POSTGRES, crash))
                .build();
        this.redis = EmbeddedRedis.builder()
                .dataDir(data.resolve(REDIS))
                .port(ports.getOrDefault(REDIS, 0))
                .password(secrets.of(REDIS))
                .stopTimeout(GRACE)
                .onCrash(crash -> recover(REDIS, crash))
                .build();
    }

    /**
     * Starts what is not external, both at once.
     *
     * @param services who gets a database user
     */
    public CompletableFuture<Void> start(List<String> services) {
        return CompletableFuture.allOf(aside(() -> startPostgres(services)), aside(this::startRedis));
    }

    private static CompletableFuture<Void> aside(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private void startPostgres(List<String> services) {
        var variable = external.postgres();
        if (variable.isPresent()) {
            outside(POSTGRES, variable.get());
            return;
        }
        Instant began = begin(POSTGRES, postgres);
        postgres.createDatabase(DATABASE);
        postgres.createDatabase(REHEARSAL);
        try (Roles roles = new Roles(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            for (String service : services) {
                roles.allow(service, secrets.of(POSTGRES + "." + service), DATABASE, REHEARSAL);
            }
        } catch (SQLException e) {
            throw new StartFailure("postgres refuses the services' users: " + e.getMessage() + ".", postgres.log(), e);
        }
        ready(POSTGRES, postgres, began);
    }

    private void startRedis() {
        var variable = external.redis();
        if (variable.isPresent()) {
            outside(REDIS, variable.get());
            return;
        }
        ready(REDIS, redis, begin(REDIS, redis));
    }

    private Instant begin(String name, EmbeddedServer server) {
        Instant began = clock.instant();
        board.update(name, status -> status.started(OptionalLong.empty(), began));
        try {
            server.start();
        } catch (EmbeddedServerException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), null, e);
        }
        return began;
    }

    private void ready(String name, EmbeddedServer server, Instant began) {
        Duration took = Duration.between(began, clock.instant());
        board.update(
                name,
                status -> status.at(Parts.store(name, server.port()))
                        .started(OptionalLong.of(server.pid()), began)
                        .ready(took, status.version()));
    }

    private void outside(String name, String variable) {
        board.update(name, status -> status.in(State.READY, "external: " + variable + " names it"));
    }

    // On a thread of the library's own.
    private void recover(String name, Crash crash) {
        if (closing) {
            return;
        }
        String what = "ended unasked (exit code " + crash.exitCode() + "), log: " + crash.log();
        board.update(name, status -> status.ended(State.RESTARTING, what));
        EmbeddedServer server = name.equals(POSTGRES) ? postgres : redis;
        try {
            ready(name, server, begin(name, server));
        } catch (StartFailure e) {
            board.update(name, status -> status.ended(State.DOWN, String.valueOf(e.getMessage())));
        }
    }

    /** Whether services can rehearse on stores of our own. */
    public boolean canRehearse() {
        return external.postgres().isEmpty() && external.redis().isEmpty();
    }

    /** What a service needs to know, as environment variables; nothing for external stores, which it inherits. */
    public Map<String, String> environment(String service) {
        return new Leads(external, postgres, redis, secrets).to(service, DATABASE, "");
    }

    /** The same for a rehearsal: another database, another Redis keyspace. */
    public Map<String, String> rehearsal(String service) {
        return new Leads(external, postgres, redis, secrets).to(service, REHEARSAL, "/15");
    }

    @Override
    public void close() {
        closing = true;
        CompletableFuture.allOf(aside(() -> close(POSTGRES, postgres)), aside(() -> close(REDIS, redis)))
                .join();
    }

    private void close(String name, EmbeddedServer server) {
        if (server.isRunning()) {
            server.close();
            board.update(name, status -> status.ended(State.DOWN, "stopped"));
        } else {
            server.close();
        }
    }
}
