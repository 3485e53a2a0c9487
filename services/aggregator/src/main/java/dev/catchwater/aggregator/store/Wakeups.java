package dev.catchwater.aggregator.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** PostgreSQL's NOTIFY on a connection of its own, taken up again whenever it breaks. */
@ApplicationScoped
class Wakeups implements dev.catchwater.aggregator.timeline.Wakeups {

    private static final Logger LOG = Logger.getLogger(Wakeups.class);

    private final Pool pool;

    Wakeups(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Multi<Boolean> wakeups() {
        return Multi.createFrom()
                .deferred(this::listen)
                .onFailure()
                .invoke(lost -> LOG.debugf("not listening for changes: %s", lost.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely();
    }

    private Multi<Boolean> listen() {
        return pool.getConnection().onItem().transformToMulti(connection -> {
            PgConnection postgres = PgConnection.cast(connection);
            Multi<Boolean> told = Multi.createFrom().emitter(emitter -> {
                postgres.notificationHandler(notification -> emitter.emit(true));
                postgres.closeHandler(() -> emitter.fail(new IllegalStateException("the connection was closed")));
                postgres.query("listen " + EventType.CHANNEL)
                        .execute()
                        .subscribe()
                        .with(listening -> emitter.emit(true), emitter::fail);
            });
            return told.onTermination().call(() -> close(postgres));
        });
    }

    // Closing gives the connection back to the pool, where it must not go on listening.
    private static Uni<Void> close(PgConnection connection) {
        return connection
                .query("unlisten *")
                .execute()
                .onItemOrFailure()
                .transformToUni((done, failure) -> connection.close())
                .onFailure()
                .recoverWithNull();
    }
}
