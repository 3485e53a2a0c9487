package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of a client's cache. One client often speaks for several users, and reads coded bodies where it asked for
 * codings itself: answers to such requests are kept apart even where the server forgot to say so by Vary.
 */
final class Keys {
    private static final List<String> IDENTITY = List.of("Authorization", "Cookie");

    private static final List<String> SETTING_APART = List.of("Authorization", "Cookie", "Accept-Encoding");

    private Keys() {}

    /**
     * The key of what a request asks for.
     *
     * @param target which is not where the request goes, if its Host says so: no server answers for another's names
     */
    static PrimaryKey of(Request request, URI target, CachePolicy.Mode mode) {
        PrimaryKey plain = PrimaryKey.of(target);
        String sentTo = target.equals(request.uri())
                ? plain.origin()
                : PrimaryKey.of(request.uri()).origin();
        if (sentTo.equals(plain.origin()) && SETTING_APART.stream().noneMatch(request.headers()::contains)) {
            return plain;
        }
        Set<String> parts = new TreeSet<>();
        if (mode == CachePolicy.Mode.PRIVATE) {
            IDENTITY.forEach(name -> request.headers().all(name).forEach(value -> parts.add(name + ":" + value)));
        }
        request.headers().all("Accept-Encoding").forEach(value -> parts.add("Accept-Encoding:" + value));
        if (!sentTo.equals(plain.origin())) {
            parts.add("Sent to:" + sentTo);
        }
        return parts.isEmpty() ? plain : plain.apart(digest(String.join("\n", parts)));
    }

    /** Secrets do not belong into keys, which stores write down. */
    private static String digest(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
