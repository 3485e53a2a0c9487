package dev.catchwater.postgres;

import dev.catchwater.embedded.EmbeddedPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;

/** A real PostgreSQL and a pool that the reactive client has to it. */
public final class Database implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    private final Pool pool = Pool.newInstance(PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(8))
            .connectingTo(PgConnectOptions.fromUri(postgres.reactiveUrl("postgres"))
                    .setUser(postgres.user())
                    .setPassword(postgres.password()))
            .using(vertx)
            .build());

    public Pool pool() {
        return pool;
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        postgres.stop();
    }
}
