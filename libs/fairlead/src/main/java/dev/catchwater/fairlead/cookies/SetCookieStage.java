package dev.catchwater.fairlead.cookies;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;

/**
 * Keeps what each answer of an origin sets (RFC 6265bis §5.7): that of an attempt that is made again, too, and not again
 * what a cache answers. Stands among the stages of an attempt, behind {@link CookieStage} among those of the call.
 */
public final class SetCookieStage implements Stage {
    private final CookieJar jar;
    private final InstantSource clock;

    public SetCookieStage(CookieJar jar, InstantSource clock) {
        this.jar = jar;
        this.clock = clock;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return request.get(CookieStage.KEPT)
                ? next.proceed(request).invoke(response -> keep(request, response))
                : next.proceed(request);
    }

    private void keep(Request request, Response response) {
        jar.receive(
                request.uri(),
                request.get(CookieStage.ON_BEHALF_OF),
                response.headers().all("Set-Cookie"),
                clock.instant());
    }
}
