package dev.catchwater.fairlead.credentials;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Authorizes requests to the origins it has credentials for, and no others: each hop of a redirect is looked at anew. A
 * request with an Authorization field of its own keeps that one. A token that is rejected (401) is replaced and the
 * request sent again, once.
 */
public final class CredentialStage implements Stage {
    private static final String AUTHORIZATION = "Authorization";
    private static final int UNAUTHORIZED = 401;

    private final Map<String, Credentials> byOrigin;
    private final Map<String, TokenSource> tokens = new HashMap<>();

    /**
     * A stage for some origins.
     *
     * @param byOrigin origins as {@link Request#origin} writes them
     * @param here gives the executor of the calling event loop
     */
    public CredentialStage(
            Map<String, Credentials> byOrigin,
            Timers timers,
            RandomGenerator random,
            Supplier<Executor> here,
            CallListener listener) {
        this.byOrigin = Map.copyOf(byOrigin);
        byOrigin.forEach((origin, credentials) -> {
            if (credentials instanceof Credentials.OAuth2 client) {
                tokens.put(origin, new TokenSource(client, timers, random, here, listener));
            }
        });
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        Credentials mine = byOrigin.get(request.origin());
        if (request.headers().contains(AUTHORIZATION)) {
            return next.proceed(request);
        }
        return switch (mine) {
            case null -> next.proceed(request);
            case Credentials.Bearer(var token) -> next.proceed(bearing(request, token.reveal()));
            case Credentials.Basic(var user, var password) ->
                next.proceed(request.withHeader(AUTHORIZATION, TokenRequest.basic(user, password.reveal())));
            case Credentials.OAuth2 client -> {
                TokenSource source = tokens.get(request.origin());
                yield source == null ? next.proceed(request) : withToken(request, next, source);
            }
        };
    }

    private static Uni<Response> withToken(Request request, Next next, TokenSource source) {
        return source.usable(request, next)
                .flatMap(token -> next.proceed(bearing(request, token.access().reveal()))
                        .flatMap(response -> isWorthAnother(response, request, source)
                                ? again(response, token, request, next, source)
                                : Uni.createFrom().item(response)));
    }

    private static boolean isWorthAnother(Response response, Request request, TokenSource source) {
        return response.status() == UNAUTHORIZED && request.body().replayable() && source.mayHelp();
    }

    /** The rejected answer gives its place back first: the question for a token needs one. */
    private static Uni<Response> again(
            Response rejected, Tokens token, Request request, Next next, TokenSource source) {
        return rejected.body()
                .discard()
                .onFailure()
                .recoverWithNull()
                .flatMap(done -> source.insteadOf(token, request, next))
                .flatMap(fresh -> next.proceed(bearing(request, fresh.access().reveal())
                        .with(CallListener.RESENDS, rejected.request().get(CallListener.RESENDS) + 1)))
                .invoke(second -> {
                    if (second.status() == UNAUTHORIZED) {
                        source.didNotHelp();
                    }
                });
    }

    private static Request bearing(Request request, String token) {
        return request.withHeader(AUTHORIZATION, "Bearer " + token);
    }
}
