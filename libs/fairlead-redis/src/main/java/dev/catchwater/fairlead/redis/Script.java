package dev.catchwater.fairlead.redis;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Lua script, called by its digest; a Redis that does not know it is told it with the same call. */
public final class Script {
    private final String text;
    private final String digest;

    private Script(String text) {
        this.text = text;
        this.digest = sha1(text);
    }

    /** The script in a file beside the class. */
    public static Script beside(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + file);
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs the script. Lazy.
     *
     * @param send {@link RedisLink#send} or {@link RedisLink#guarded}
     * @param args the script's arguments, as bytes
     */
    public Uni<@Nullable Response> run(
            Function<Supplier<Request>, Uni<@Nullable Response>> send, List<String> keys, List<Buffer> args) {
        return send.apply(() -> command(Command.EVALSHA, digest, keys, args))
                .onFailure(Script::isUnknown)
                .recoverWithUni(() -> send.apply(() -> command(Command.EVAL, text, keys, args)));
    }

    private static boolean isUnknown(Throwable thrown) {
        return thrown.getMessage() != null && thrown.getMessage().startsWith("NOSCRIPT");
    }

    private static Request command(Command command, String script, List<String> keys, List<Buffer> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(request::arg);
        return request;
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
