package dev.catchwater.fairlead.redirect;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Detour;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Location;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects (RFC 9110 §15.4): 303 becomes GET, 301 and 302 turn POST into GET as user agents do, 307 and 308
 * keep method and body. Crossing to another origin drops what was meant for the first alone: the fields that hold
 * credentials, and a Host of the caller's own. A server that orders a wait before the next request (Retry-After, RFC 9110
 * §10.2.3) gets it, or no such request.
 */
public final class RedirectStage implements Stage {
    private final Detour.Maker firstHops = (request, next) -> new Hop(request, next, List.of());
    private static final List<String> ABOUT_CONTENT =
            List.of("Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Location");

    private final RedirectPolicy policy;
    private final CredentialFields credentials;
    private final Duration maxRetryAfter;
    private final Timers timers;
    private final CallListener listener;

    /**
     * Redirects of one client.
     *
     * @param credentials what another origin must not get
     * @param maxRetryAfter a redirect that wants a longer wait, or a longer one than the call has, goes to the caller
     */
    public RedirectStage(
            RedirectPolicy policy,
            CredentialFields credentials,
            Duration maxRetryAfter,
            Timers timers,
            CallListener listener) {
        this.policy = policy;
        this.credentials = credentials;
        this.maxRetryAfter = maxRetryAfter;
        this.timers = timers;
        this.listener = listener;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return policy.maxHops() == 0 ? next.proceed(request) : Detour.uni(request, next, firstHops);
    }

    private Uni<Response> follow(Request request, Next next, List<Response.Hop> hops) {
        return Detour.uni(request, next, (asked, rest) -> new Hop(asked, rest, hops));
    }

    private final class Hop extends Detour {
        private final Request request;
        private final Next next;
        private final List<Response.Hop> hops;

        Hop(Request request, Next next, List<Response.Hop> hops) {
            this.request = request;
            this.next = next;
            this.hops = hops;
        }

        @Override
        protected Uni<Response> first() {
            return next.proceed(request);
        }

        @Override
        protected @Nullable Uni<Response> instead(@Nullable Response response, @Nullable Throwable thrown) {
            if (response == null) {
                return null;
            }
            Optional<String> location = location(response);
            if (location.isEmpty()) {
                return asItIs(response);
            }
            Duration wait = RetryAfter.of(response.headers(), timers.instant()).orElse(Duration.ZERO);
            if (isTooLong(wait)) {
                return asItIs(response);
            }
            Uni<Void> freed = response.body().discard().onFailure().recoverWithNull();
            // One that leads nowhere is told of before it is waited for.
            Uni<Request> redirected =
                    freed.map(done -> target(request, response.status(), location.get(), hops.size()));
            return (wait.isZero() ? redirected : redirected.call(to -> timers.pause(wait)))
                    .flatMap(to -> onward(response, to));
        }

        private @Nullable Uni<Response> asItIs(Response response) {
            return hops.isEmpty() ? null : Uni.createFrom().item(response.withHops(hops));
        }

        private boolean isTooLong(Duration wait) {
            return wait.compareTo(maxRetryAfter) > 0 || wait.compareTo(request.remaining(timers)) >= 0;
        }

        private Uni<Response> onward(Response response, Request redirected) {
            listener.on(new CallEvent.Redirected(request.get(CallListener.CALL), response.status(), redirected.uri()));
            List<Response.Hop> more = new ArrayList<>(hops);
            more.add(new Response.Hop(response.status(), request.uri()));
            int resends = response.request().get(CallListener.RESENDS) + 1;
            // What the server named was not made from the caller's template.
            return follow(
                    redirected.with(CallListener.RESENDS, resends).with(CallListener.TEMPLATE, ""),
                    next,
                    List.copyOf(more));
        }
    }

    private static Optional<String> location(Response response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.headers().first("Location");
            default -> Optional.empty();
        };
    }

    private Request target(Request from, int status, String location, int hopsSoFar) {
        if (hopsSoFar >= policy.maxHops()) {
            throw new HttpFailure.BadRedirect("more than " + policy.maxHops() + " in a row").asException();
        }
        Request to = moved(from, Location.resolve(from.uri(), location));
        if (from.origin().startsWith("https:") && to.origin().startsWith("http:") && !policy.allowDowngrade()) {
            throw new HttpFailure.BadRedirect("it leads from https to http").asException();
        }
        to = withMethodFor(to, status);
        if (!to.body().replayable()) {
            throw new HttpFailure.BadRedirect("the request's body cannot be sent twice").asException();
        }
        return to.origin().equals(from.origin()) ? to : credentials.removedFrom(to);
    }

    private static Request withMethodFor(Request to, int status) {
        boolean becomesGet = status == 303
                ? !to.method().equals(Method.HEAD)
                : (status == 301 || status == 302) && to.method().equals(Method.POST);
        return becomesGet ? without(to.withMethod(Method.GET).withBody(RequestBody.NONE), ABOUT_CONTENT) : to;
    }

    private static Request without(Request request, List<String> names) {
        for (String name : names) {
            request = request.withHeaders(request.headers().without(name));
        }
        return request;
    }

    private static Request moved(Request from, URI to) {
        try {
            return from.withUri(to);
        } catch (HttpException unfit) {
            throw new HttpFailure.BadRedirect("its Location cannot be requested: it needs http or https, a host and no"
                            + " user information")
                    .asException();
        }
    }
}
