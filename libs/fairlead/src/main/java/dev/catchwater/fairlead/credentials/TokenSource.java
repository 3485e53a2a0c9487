package dev.catchwater.fairlead.credentials;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.TokenError;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one client: one question at a time however many calls wait for its answer, asked before a token
 * expires. What is at hand stays at hand until there is another: no failure takes it away.
 */
final class TokenSource {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** After a failure, so that a server in trouble is not asked by every call. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After a refusal, or a new token that was no better than the one before. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(30);

    private final Credentials.OAuth2 client;
    private final Timers timers;
    private final RandomGenerator random;
    private final Supplier<Executor> here;
    private final CallListener listener;

    private @Nullable Tokens current;
    private @Nullable Question asking;
    private @Nullable HttpException failure;
    private Instant renewal = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private Instant uselessUntil = Instant.MIN;

    /** @param here gives the executor of the calling event loop */
    TokenSource(
            Credentials.OAuth2 client,
            Timers timers,
            RandomGenerator random,
            Supplier<Executor> here,
            CallListener listener) {
        this.client = client;
        this.timers = timers;
        this.random = random;
        this.here = here;
        this.listener = listener;
    }

    /** A token that can be sent now: the one at hand, or the one that is being asked for. */
    Uni<Tokens> usable(Request cause, Next next) {
        return Uni.createFrom().deferred(() -> {
            Instant now = timers.instant();
            Tokens good = atHand(now);
            if (good == null) {
                return ask(cause, next);
            }
            if (isDue(now)) {
                begin(cause, next);
            }
            return Uni.createFrom().item(good);
        });
    }

    /** Another token than the one that was rejected. */
    Uni<Tokens> insteadOf(Tokens rejected, Request cause, Next next) {
        return Uni.createFrom().deferred(() -> {
            Tokens good = atHand(timers.instant());
            return good != null && !good.access().equals(rejected.access())
                    ? Uni.createFrom().item(good)
                    : ask(cause, next);
        });
    }

    /** Whether a rejected token is worth asking for another: not if that was of no use a moment ago. */
    synchronized boolean mayHelp() {
        return !timers.instant().isBefore(uselessUntil);
    }

    /** The token that was asked for instead was rejected too. */
    synchronized void didNotHelp() {
        uselessUntil = timers.instant().plus(LONG_PAUSE);
    }

    private synchronized @Nullable Tokens atHand(Instant now) {
        return current != null && current.isUsable(now) ? current : null;
    }

    private synchronized boolean isDue(Instant now) {
        return !now.isBefore(renewal) && !now.isBefore(notBefore);
    }

    private Uni<Tokens> ask(Request cause, Next next) {
        synchronized (this) {
            if (asking == null && failure != null && timers.instant().isBefore(notBefore)) {
                return Uni.createFrom().failure(failure);
            }
        }
        return begin(cause, next).answer(here.get());
    }

    /** The question under way, or a new one. It belongs to no call: whoever loses interest leaves the others theirs. */
    private Question begin(Request cause, Next next) {
        Question mine = new Question();
        synchronized (this) {
            if (asking != null) {
                return asking;
            }
            asking = mine;
        }
        long call = cause.get(CallListener.CALL);
        Executor loop = here.get(); // a store may answer on any thread
        var running = Uni.createFrom()
                .deferred(() -> renewal(stored ->
                        Uni.createFrom().item(stored).emitOn(loop).flatMap(known -> renewed(known, cause, next))))
                .subscribe()
                .with(tokens -> came(mine, tokens, call), thrown -> failed(mine, thrown, call));
        Timers.Timer limit = timers.after(LIMIT, () -> {
            running.cancel();
            failed(mine, new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, LIMIT).asException(), call);
        });
        mine.whenOver(limit::cancel);
        return mine;
    }

    private Uni<Tokens> renewal(Function<Optional<Tokens>, Uni<Tokens>> renewed) {
        return switch (client.grant()) {
            case Credentials.Grant.ClientCredentials own -> client.store().renew(client.key(), renewed);
            case Credentials.Grant.RefreshToken last -> client.store().refresh(client.key(), renewed);
        };
    }

    private Uni<Tokens> renewed(Optional<Tokens> stored, Request cause, Next next) {
        Instant now = timers.instant();
        if (stored.isPresent() && stored.get().isUsable(now) && !isCurrent(stored.get())) {
            return Uni.createFrom().item(stored.get());
        }
        Optional<Secret> refresh = switch (client.grant()) {
            case Credentials.Grant.ClientCredentials own -> Optional.empty();
            case Credentials.Grant.RefreshToken(Secret first) ->
                Optional.of(stored.flatMap(Tokens::refresh).orElse(first));
        };
        Request question = TokenRequest.of(client, refresh)
                .with(CallListener.CALL, cause.get(CallListener.CALL))
                .with(CallListener.CALLER, cause.get(CallListener.CALLER));
        Request named = cause.headers()
                .first("User-Agent")
                .map(agent -> question.withHeader("User-Agent", agent))
                .orElse(question);
        return next.proceed(named)
                .flatMap(response -> TokenRequest.answer(client, response, refresh, timers.instant()));
    }

    private synchronized boolean isCurrent(Tokens tokens) {
        return current != null && current.access().equals(tokens.access());
    }

    private void came(Question mine, Tokens tokens, long call) {
        synchronized (this) {
            if (!isUnderWay(mine)) {
                return;
            }
            current = tokens;
            renewal = tokens.renewal(random.nextDouble());
            failure = null;
            asking = null;
        }
        listener.on(new CallEvent.TokenAsked(call, Optional.empty()));
        mine.answered(tokens);
    }

    private void failed(Question mine, Throwable thrown, long call) {
        HttpFailure.NoToken why = why(thrown);
        // What a store throws may quote what it holds.
        HttpException toThrow = why.asException(thrown instanceof HttpException ours ? ours : null);
        synchronized (this) {
            if (!isUnderWay(mine)) {
                return;
            }
            failure = toThrow;
            notBefore = timers.instant().plus(why.error().isTemporary() ? PAUSE : LONG_PAUSE);
            asking = null;
        }
        listener.on(new CallEvent.TokenAsked(call, Optional.of(why)));
        mine.failed(toThrow);
    }

    @SuppressWarnings("ReferenceEquality") // a question is itself
    private boolean isUnderWay(Question mine) {
        return asking == mine;
    }

    private HttpFailure.NoToken why(Throwable thrown) {
        HttpFailure known = HttpFailure.of(thrown);
        return known instanceof HttpFailure.NoToken told
                ? told
                : new HttpFailure.NoToken(
                        Request.originOf(client.endpoint()),
                        known instanceof HttpFailure.TooLarge || known instanceof HttpFailure.BadBody
                                ? TokenError.MALFORMED
                                : TokenError.UNAVAILABLE);
    }
}
