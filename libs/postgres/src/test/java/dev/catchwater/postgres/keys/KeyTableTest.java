package dev.catchwater.postgres.keys;

import static dev.catchwater.postgres.Database.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.postgres.Database;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.web.ApiKey;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static Database database;

    private final KeyTable keys = new KeyTable(database.pool());

    @BeforeAll
    static void begin() {
        database = new Database();
        await(Db.run(database.pool(), """
                create table api_key (id text primary key, name text not null, role text not null, hash text not null,
                  created_at timestamptz not null, revoked_at timestamptz)"""));
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @BeforeEach
    void empty() {
        await(Db.run(database.pool(), "truncate api_key"));
    }

    @Test
    void ofManyThatStartTogetherOneSavesTheFirstAdminKey() {
        // All connections are there, so that nobody is first by opening one.
        await(Multi.createFrom()
                .range(0, 8)
                .onItem()
                .transformToUni(n -> Db.run(database.pool(), "select pg_sleep(0.05)"))
                .merge(8)
                .collect()
                .asList());
        List<Boolean> saved = await(Multi.createFrom()
                .range(0, 16)
                .onItem()
                .transformToUni(n -> keys.saveFirst(key(n, Role.ADMIN)))
                .merge(16)
                .collect()
                .asList());
        assertThat(saved).hasSize(16).containsOnlyOnce(true);
        assertThat(await(keys.list())).hasSize(1);
    }

    @Test
    void aKeyComesBackAsItWasSavedAndIsRevokedOnce() {
        ApiKey key = key(7, Role.WRITER);
        await(keys.save(key));
        assertThat(await(keys.find(key.id()))).contains(key);
        assertThat(await(keys.revoke(key.id(), NOON.plusSeconds(1)))).isTrue();
        assertThat(await(keys.revoke(key.id(), NOON.plusSeconds(2)))).isFalse();
        assertThat(await(keys.find(key.id()))).contains(key.revokedAt(NOON.plusSeconds(1)));
        assertThat(await(keys.find("0123456789abcdef"))).isEmpty();
    }

    @Test
    void aRevokedAdminKeyLeavesRoomForAFirstOne() {
        await(keys.saveFirst(key(1, Role.ADMIN)));
        assertThat(await(keys.saveFirst(key(2, Role.ADMIN)))).isFalse();
        await(keys.revoke(key(1, Role.ADMIN).id(), NOON));
        assertThat(await(keys.saveFirst(key(2, Role.ADMIN)))).isTrue();
    }

    private static ApiKey key(int number, Role role) {
        return new ApiKey("%016x".formatted(number), "key " + number, role, "%064x".formatted(number), NOON, null);
    }
}
