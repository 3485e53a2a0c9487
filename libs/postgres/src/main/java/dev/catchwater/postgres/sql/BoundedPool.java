package dev.catchwater.postgres.sql;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.util.List;

/**
 * The pool's queue is bounded by its length instead of by time. The client's timer on waiting is never cancelled when
 * connecting fails, and then throws when it fires: with the database away for a minute that fills the log. Nobody waits
 * for long even so, since every statement and every idle transaction ends after 15 s.
 */
public final class BoundedPool implements PgPoolCreator {

    private static final int MOST_WAITING = 1_000;
    private static final int CONNECT_MILLIS = 5_000;

    /** A creator without knobs; a service offers it as a bean. */
    public BoundedPool() {}

    @Override
    public Pool create(Input input) {
        input.poolOptions().setConnectionTimeout(0).setMaxWaitQueueSize(MOST_WAITING);
        input.pgConnectOptionsList().forEach(options -> options.setConnectTimeout(CONNECT_MILLIS));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
