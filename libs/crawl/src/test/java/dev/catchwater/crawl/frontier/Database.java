package dev.catchwater.crawl.frontier;

import dev.catchwater.embedded.EmbeddedPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** A real Postgres with the tables of the frontier in a schema of their own. */
final class Database implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    Database() {
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl("postgres"))
                .setUser(postgres.user())
                .setPassword(postgres.password())
                .addProperty("search_path", "crawl");
        pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(options)
                .using(vertx)
                .build());
        run("create schema crawl");
        // As a callback does, it runs at each start.
        run(script());
        run(script());
    }

    private static String script() {
        try (InputStream in = Frontier.class.getResourceAsStream("/db/crawl/beforeMigrate__crawl.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pool pool() {
        return pool;
    }

    void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }

    <T> T in(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        pool.close().await().atMost(PATIENCE);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        postgres.stop();
    }
}
