package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.Invalidation;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The keys of a client's cache. One client often speaks for several users, and reads coded bodies where it asked for
 * codings itself: answers to such requests are kept apart even where the server forgot to say so by Vary.
 */
final class Keys {
    private static final String CODINGS = "Accept-Encoding";

    private Keys() {}

    /**
     * The key of what a request asks for: the caller's own, or else the usual one.
     *
     * @param asked whose target is not where the request goes, if its Host says so: no server answers for another's names
     * @param identity the fields that say for whom a request is; they count in private mode alone
     */
    static PrimaryKey of(Request request, CacheRequest asked, CachePolicy.Mode mode, CredentialFields identity) {
        return request.get(CachingStage.KEYS)
                .map(keying -> keying.key(asked))
                .orElseGet(() -> of(request, asked.uri(), mode, identity));
    }

    /** What an answer makes invalid, in terms of the caller's own keys if it has any. */
    static Invalidation named(Request request, Invalidation invalid) {
        return request.get(CachingStage.KEYS)
                .map(keying -> new Invalidation(
                        invalid.keys().stream().map(key -> named(keying, key)).collect(Collectors.toSet()),
                        invalid.groups()))
                .orElse(invalid);
    }

    private static PrimaryKey named(CachingStage.Keying keying, PrimaryKey plain) {
        return keying.key(new CacheRequest(Method.GET, URI.create(plain.value()), Headers.none()))
                .target();
    }

    static PrimaryKey of(Request request, URI target, CachePolicy.Mode mode, CredentialFields identity) {
        PrimaryKey plain = PrimaryKey.of(target);
        String sentTo = target.equals(request.uri())
                ? plain.origin()
                : PrimaryKey.of(request.uri()).origin();
        boolean elsewhere = !sentTo.equals(plain.origin());
        Optional<String> place = place(request);
        boolean personal = mode == CachePolicy.Mode.PRIVATE && identity.areIn(request.headers());
        if (!elsewhere && place.isEmpty() && !personal && !request.headers().contains(CODINGS)) {
            return plain;
        }
        Set<String> parts = new TreeSet<>();
        if (personal) {
            identity.names()
                    .forEach(name -> request.headers().all(name).forEach(value -> parts.add(name + ":" + value)));
        }
        request.headers().all(CODINGS).forEach(value -> parts.add(CODINGS + ":" + value));
        if (elsewhere) {
            parts.add("Sent to:" + sentTo);
        }
        place.ifPresent(there -> parts.add("Sent to:" + there));
        return plain.apart(digest(String.join("\n", parts)));
    }

    /** A server of the caller's choice, which may not be the one that others would ask. */
    private static Optional<String> place(Request request) {
        return request.endpoint()
                .map(Endpoint::authority)
                .or(() -> request.address().map(InetAddress::getHostAddress));
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
