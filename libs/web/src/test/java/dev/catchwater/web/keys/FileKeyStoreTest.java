package dev.catchwater.web.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.KeyStore;
import dev.catchwater.web.Role;
import dev.catchwater.web.WebConfigTest;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final SecureRandom random = new SecureRandom();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private FileKeyStore store() {
        return new FileKeyStore(vertx, folder.resolve("deep/keys"));
    }

    private ApiKey key(Role role) {
        return MintedKey.mint("a name with spaces", role, Instant.EPOCH, random).key();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void whatOneProcessSavesAnotherFinds() throws IOException {
        var here = store();
        var there = store();
        var key = key(Role.WRITER);
        assertThat(get(there.find(key.id()))).isEmpty();
        get(here.save(key));
        assertThat(get(there.find(key.id()))).contains(key);
        assertThat(get(there.revoke(key.id(), Instant.MAX))).isTrue();
        assertThat(get(there.revoke(key.id(), Instant.MAX))).isFalse();
        assertThat(get(here.find(key.id())).orElseThrow().live()).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("deep/keys"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> get(here.save(key))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void brokenLineIsNamedInsteadOfForgettingTheKeysBehindIt() throws IOException {
        get(store().save(key(Role.WRITER)));
        Files.writeString(folder.resolve("deep/keys"), Files.readString(folder.resolve("deep/keys")) + "garbage\n");
        assertThatThrownBy(() -> get(store().list())).hasStackTraceContaining("keys, line 2: not a key");
    }

    @Test
    void ofManyFirstKeysOneWins() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var races = new ArrayList<Callable<Boolean>>();
            for (int racer = 0; racer < 16; racer++) {
                var store = store();
                races.add(() -> get(store.saveFirst(key(Role.ADMIN))));
            }
            var won = 0;
            for (var race : threads.invokeAll(races)) {
                won += race.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
            assertThat(get(store().list())).hasSize(1);
        }
    }

    @Test
    void ofTwoReplicasOneLeavesAnAdminKeyFile() throws IOException {
        assertThat(firstKey(store(), "one").make()).isTrue();
        assertThat(firstKey(store(), "two").make()).isFalse();
        try (var left = Files.list(folder)) {
            assertThat(left).extracting(Path::getFileName).map(Path::toString).containsExactlyInAnyOrder("one", "deep");
        }
        var shown = MintedKey.Shown.of(Files.readString(folder.resolve("one")).strip())
                .orElseThrow();
        assertThat(shown.opens(get(store().find(shown.id())).orElseThrow())).isTrue();
    }

    @Test
    void placeThatCannotBeWrittenIsNamedAndNoKeyIsMade() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> firstKey(store(), "file/admin.key").make())
                .hasMessageContaining("catchwater.web.admin-key-file");
        assertThat(get(store().list())).isEmpty();
    }

    @Test
    void lostAdminKeyIsReplacedAtAStartThatAsksForIt() throws Exception {
        var store = store();
        firstKey(store, "first").prepare(new StartupEvent());
        var lost = get(store.list()).getFirst();
        get(store.save(key(Role.READER)));
        firstKey(store, "second").prepare(new StartupEvent());
        assertThat(folder.resolve("second")).doesNotExist();
        var asked = WebConfigTest.config(Map.of(
                "catchwater.web.admin-key-file",
                folder.resolve("third").toString(),
                "catchwater.web.reissue-admin-key",
                "true"));
        new FirstKey(store, new KeyRing(store, () -> Instant.EPOCH), vertx, asked).prepare(new StartupEvent());
        assertThat(get(store.find(lost.id())).orElseThrow().live()).isFalse();
        assertThat(get(store.list()).stream().filter(ApiKey::live).map(ApiKey::role))
                .containsExactlyInAnyOrder(Role.READER, Role.ADMIN);
        assertThat(Files.readString(folder.resolve("third"))).startsWith("cw_");
    }

    private FirstKey firstKey(KeyStore store, String file) {
        var config = WebConfigTest.config(
                Map.of("catchwater.web.admin-key-file", folder.resolve(file).toString()));
        return new FirstKey(store, new KeyRing(store, () -> Instant.EPOCH), vertx, config);
    }

    @Test
    void ringBelievesTheStoreForTenSeconds() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var store = store();
        var here = new KeyRing(store, now::get);
        var there = new KeyRing(store, now::get);
        var minted = get(here.issue("shared", Role.READER));
        assertThat(get(there.verify(minted.text()))).isPresent();
        assertThat(get(here.revoke(minted.key().id()))).isTrue();
        assertThat(get(here.verify(minted.text()))).isEmpty();
        assertThat(get(there.verify(minted.text()))).as("not asked again yet").isPresent();
        now.set(now.get().plusSeconds(10));
        assertThat(get(there.verify(minted.text()))).isEmpty();
    }
}
