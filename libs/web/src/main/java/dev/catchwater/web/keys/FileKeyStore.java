package dev.catchwater.web.keys;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.KeyStore;
import dev.catchwater.web.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keys in a file, one a line, hashed: {@code id role hash created revoked|- name}. Processes on one machine may share it:
 * a lock file makes them take turns, and a change is seen at the next look. Not for a network file system.
 */
public final class FileKeyStore implements KeyStore {
    private static final int MOST = 10_000;

    // One for the whole process: a lock file keeps other processes out, but not other threads of this one.
    private static final ReentrantLock TURN = new ReentrantLock();

    private record Version(@Nullable Object file, long size, Instant modified) {}

    private final Vertx vertx;
    private final Path file;
    private @Nullable Version version;
    private Map<String, ApiKey> keys = Map.of();

    public FileKeyStore(Vertx vertx, Path file) {
        this.vertx = vertx;
        this.file = file;
    }

    @Override
    public Uni<Optional<ApiKey>> find(String id) {
        return run(() -> Optional.ofNullable(read().get(id)));
    }

    @Override
    public Uni<List<ApiKey>> list() {
        return run(() -> List.copyOf(read().values()));
    }

    @Override
    public Uni<Void> save(ApiKey key) {
        return run(() -> locked(all -> {
                    if (all.size() >= MOST || all.putIfAbsent(key.id(), key) != null) {
                        throw new IllegalStateException("the key's id is taken, or there are " + MOST + " keys");
                    }
                    return true;
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> saveFirst(ApiKey key) {
        return run(() -> locked(all -> all.values().stream().noneMatch(k -> k.live() && k.role() == Role.ADMIN)
                && all.putIfAbsent(key.id(), key) == null));
    }

    @Override
    public Uni<Boolean> revoke(String id, Instant when) {
        return run(() -> locked(all -> {
            var key = all.get(id);
            if (key == null || !key.live()) {
                return false;
            }
            all.put(id, key.revokedAt(when));
            return true;
        }));
    }

    private <T> Uni<T> run(Callable<T> io) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> {
                                    TURN.lock();
                                    try {
                                        return io.call();
                                    } finally {
                                        TURN.unlock();
                                    }
                                },
                                false)
                        .toCompletionStage());
    }

    private interface Change {
        boolean apply(Map<String, ApiKey> all) throws IOException;
    }

    private boolean locked(Change change) throws IOException {
        Files.createDirectories(SafeFile.folder(file));
        var lock = file.resolveSibling(file.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            var all = new LinkedHashMap<>(read());
            if (!held.isValid() || !change.apply(all)) {
                return false;
            }
            SafeFile.settle(SafeFile.write(file, text(all.values())), file);
            return true;
        }
    }

    private Map<String, ApiKey> read() throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var now = version();
        if (!now.equals(version)) {
            keys = parse(Files.readAllLines(file));
            version = now;
        }
        return keys;
    }

    private Version version() throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Version(
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    private Map<String, ApiKey> parse(List<String> lines) throws IOException {
        var parsed = new LinkedHashMap<String, ApiKey>();
        for (int line = 0; line < lines.size(); line++) {
            var parts = lines.get(line).split(" ", 6);
            try {
                var revoked = parts[4].equals("-") ? null : Instant.parse(parts[4]);
                var key = new ApiKey(parts[0], parts[5], Role.of(parts[1]), parts[2], Instant.parse(parts[3]), revoked);
                parsed.put(key.id(), key);
            } catch (RuntimeException e) {
                throw new IOException(file + ", line " + (line + 1) + ": not a key", e);
            }
        }
        return parsed;
    }

    private static String text(Collection<ApiKey> all) {
        var lines = new ArrayList<String>();
        for (var key : all) {
            var revoked = key.revoked() == null ? "-" : key.revoked().toString();
            lines.add(String.join(
                    " ", key.id(), key.role().text(), key.hash(), key.created().toString(), revoked, key.name()));
        }
        return String.join("\n", lines) + "\n";
    }
}
