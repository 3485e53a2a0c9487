package dev.catchwater.web.keys;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.KeyStore;
import dev.catchwater.web.Role;
import dev.catchwater.web.WebConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes the first admin key, when the store has none or a new one is asked for, and leaves it in a file that only its owner may read. The file is
 * written before the store is asked: of several replicas that start at once only one wins, and the others delete theirs.
 */
@ApplicationScoped
class FirstKey {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.web");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyStore store;
    private final KeyRing ring;
    private final Vertx vertx;
    private final Path file;
    private final boolean reissue;

    FirstKey(KeyStore store, KeyRing ring, Vertx vertx, WebConfig config) {
        this.store = store;
        this.ring = ring;
        this.vertx = vertx;
        this.file = Path.of(config.adminKeyFile().orElse(".catchwater/" + config.service() + "/admin.key"))
                .toAbsolutePath();
        this.reissue = config.reissueAdminKey();
    }

    /** After the service's own preparations, such as its schema; before the port is opened. */
    void prepare(@Observes @Priority(5_000) StartupEvent start) {
        var admins = ask(store::list).stream().filter(FirstKey::administers).toList();
        if (reissue) {
            admins.forEach(key -> ask(() -> ring.revoke(key.id())));
            LOG.warnf(
                    "%d admin keys were revoked, and a new one is made: take out catchwater.web.reissue-admin-key,"
                            + " or the next start does it again.",
                    admins.size());
        }
        if (reissue || admins.isEmpty()) {
            make();
        }
    }

    /** Makes a key and says whether it is the first. */
    boolean make() {
        var minted = ring.mint("first admin key", Role.ADMIN);
        Path written = null;
        try {
            written = SafeFile.write(file, minted.text() + "\n");
            if (!ask(() -> store.saveFirst(minted.key()))) {
                return false;
            }
            SafeFile.settle(written, file);
            LOG.infof("The first admin key is in %s: take it out and delete the file.", file);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The first admin key cannot be written to " + file
                            + ": set catchwater.web.admin-key-file to a place that can.",
                    e);
        } finally {
            delete(written);
        }
    }

    private static boolean administers(ApiKey key) {
        return key.live() && key.role() == Role.ADMIN;
    }

    private static void delete(@org.jspecify.annotations.Nullable Path written) {
        try {
            if (written != null) {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            LOG.warnf("%s could not be deleted", written);
        }
    }

    // Stores may be reactive and want a duplicated context of their own; this thread is the one that starts up.
    private <T> T ask(Supplier<Uni<T>> question) {
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return Uni.createFrom()
                .<T>emitter(emitter ->
                        context.runOnContext(v -> question.get().subscribe().with(emitter::complete, emitter::fail)))
                .await()
                .atMost(PATIENCE);
    }
}
