package dev.catchwater.web;

import dev.catchwater.web.keys.KeyRing;
import dev.catchwater.web.keys.MintedKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Keys for tests. */
@ApplicationScoped
public class Keys {
    static final Path ADMIN = Path.of("target/probe/admin.key");

    private final KeyRing ring;

    Keys(KeyRing ring) {
        this.ring = ring;
    }

    public MintedKey issue(Role role) {
        return ring.issue("test " + role.text(), role).await().atMost(Duration.ofSeconds(30));
    }

    public void revoke(MintedKey key) {
        ring.revoke(key.key().id()).await().atMost(Duration.ofSeconds(30));
    }

    static String admin() throws IOException {
        return Files.readString(ADMIN).strip();
    }
}
