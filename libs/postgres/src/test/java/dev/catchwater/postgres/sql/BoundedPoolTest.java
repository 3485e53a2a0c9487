package dev.catchwater.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedPoolTest {

    @Test
    void whoWaitsIsBoundedByNumberAndHasNoTimer() {
        Vertx vertx = Vertx.vertx();
        var options = new PoolOptions();
        var address = new PgConnectOptions();
        var pool = new BoundedPool().create(new Input(vertx, options, List.of(address)));
        assertThat(options.getMaxWaitQueueSize()).isEqualTo(1_000);
        assertThat(options.getConnectionTimeout()).isZero();
        assertThat(address.getConnectTimeout()).isEqualTo(5_000);
        pool.close();
        vertx.close();
    }

    private record Input(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}
}
