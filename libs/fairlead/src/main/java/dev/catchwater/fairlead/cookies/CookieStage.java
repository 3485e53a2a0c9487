package dev.catchwater.fairlead.cookies;

import dev.catchwater.fairlead.Attribute;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends what the jar has for a target, at every hop of a redirect; {@link SetCookieStage} keeps what answers set. A
 * request with a Cookie field of its own sends that one alone.
 *
 * <p>Without a browsing context each request is its caller's own, as if typed into an address bar, and no request is
 * cross-site. Whoever acts for a page of another site says so by {@link #ON_BEHALF_OF}; then only cookies with {@code
 * SameSite=None} go along and are kept.
 */
public final class CookieStage implements Stage {
    /** The page or service that caused the request, where it is not the caller itself. */
    public static final Attribute<Optional<URI>> ON_BEHALF_OF = Attribute.of("on-behalf-of", Optional.empty());

    /** Whether what answers set is kept: a request for a token, say, which never was here, has no jar. */
    static final Attribute<Boolean> KEPT = Attribute.of("cookies-kept", false);

    private final CookieJar jar;
    private final InstantSource clock;

    public CookieStage(CookieJar jar, InstantSource clock) {
        this.jar = jar;
        this.clock = clock;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Uni.createFrom()
                .deferred(() -> next.proceed(
                        withCookies(request, request.get(ON_BEHALF_OF)).with(KEPT, true)));
    }

    private Request withCookies(Request request, Optional<URI> cause) {
        if (request.headers().contains("Cookie")) {
            return request;
        }
        String cookies = jar.send(request.uri(), cause, clock.instant());
        return cookies.isEmpty() ? request : request.withHeader("Cookie", cookies);
    }
}
