package dev.catchwater.web.keys;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.KeyStore;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows keys. What the store said, be it that there is no such key, is believed for ten seconds: that long may a revoked
 * key still open another replica.
 */
@ApplicationScoped
public class KeyRing {
    private static final Duration BELIEVED = Duration.ofSeconds(10);
    private static final int REMEMBERED = 1_024;

    private record Memory(Optional<ApiKey> key, Instant until) {}

    private final KeyStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Memory> memories = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
            return size() > REMEMBERED;
        }
    };

    KeyRing(KeyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The live key that this text is; nothing if it is none. Fails if the store is away. */
    public Uni<Optional<ApiKey>> verify(String text) {
        return MintedKey.Shown.of(text)
                .map(shown -> live(shown.id()).map(key -> key.filter(shown::opens)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** The live key of that id. */
    public Uni<Optional<ApiKey>> live(String id) {
        var now = clock.instant();
        synchronized (memories) {
            var memory = memories.get(id);
            if (memory != null && memory.until().isAfter(now)) {
                return Uni.createFrom().item(memory.key());
            }
        }
        return store.find(id).map(found -> found.filter(ApiKey::live)).invoke(key -> {
            synchronized (memories) {
                memories.put(id, new Memory(key, now.plus(BELIEVED)));
            }
        });
    }

    /** Makes and stores a key; the answer is the only time that its secret is seen. */
    public Uni<MintedKey> issue(String name, Role role) {
        var minted = mint(name, role);
        return store.save(minted.key()).replaceWith(minted);
    }

    /**
     * Ends a key.
     *
     * @return whether there was a live key of that id
     */
    public Uni<Boolean> revoke(String id) {
        return store.revoke(id, clock.instant()).invoke(() -> {
            synchronized (memories) {
                memories.remove(id);
            }
        });
    }

    /** All keys, oldest first. */
    public Uni<List<ApiKey>> list() {
        return store.list();
    }

    MintedKey mint(String name, Role role) {
        return MintedKey.mint(name, role, clock.instant(), random);
    }
}
