package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.dns.DnsLookup;
import dev.catchwater.fairlead.quarkus.config.Surroundings;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is there when the application starts: files, the environment, providers, DNS, Redis. */
@Singleton
final class Outside implements Surroundings {
    /** More is no secret but something else that was mounted. */
    private static final int MAX_SECRET = 64 * 1024;

    private final List<SecretSource> providers;
    private final List<RedisSharing> redis;
    private final DnsLookups dns;

    Outside(Vertx vertx, @All List<SecretSource> providers, @All List<RedisSharing> redis) {
        this.providers = providers;
        this.redis = redis;
        this.dns = new DnsLookups(vertx);
    }

    @Override
    public Secret secret(SecretPlace place) {
        return switch (place) {
            case SecretPlace.InFile file -> Secret.of(present(text(file.path()), "it is empty"));
            case SecretPlace.InVariable variable -> Secret.of(present(System.getenv(variable.name()), "it is not set"));
            case SecretPlace.AtProvider provider ->
                providers.stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("the application has no credentials provider"))
                        .secret(provider);
        };
    }

    private static String present(@Nullable String text, String otherwise) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    private static String text(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_SECRET + 1);
            if (bytes.length > MAX_SECRET) {
                throw new IllegalArgumentException("it is longer than 64 KiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.replaceFirst("\\R\\z", "");
        } catch (CharacterCodingException binary) {
            throw new IllegalArgumentException("it is no text in UTF-8");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("it cannot be read");
        }
    }

    @Override
    public DnsLookup dns(List<InetSocketAddress> servers, Duration timeout) {
        return dns.by(servers, timeout);
    }

    @Override
    public Shared shared(RedisPlace place) {
        return redis.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the application lacks the library fairlead-redis or the extension quarkus-redis-client"))
                .shared(place);
    }

    /** After all clients, which ask DNS. */
    void close() {
        dns.close();
    }
}
