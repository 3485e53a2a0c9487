package dev.catchwater.fairlead.retry;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes failed attempts again, after a pause. An attempt ends for good with its head: a body that breaks later is the
 * caller's, who may already have acted on what it read.
 */
public final class RetryStage implements Stage {
    private final RetryPolicy policy;
    private final Backoff backoff;
    private final Timers timers;
    private final CallListener listener;

    public RetryStage(RetryPolicy policy, Timers timers, RandomGenerator random, CallListener listener) {
        this.policy = policy;
        this.backoff = new Backoff(policy.baseDelay(), policy.maxDelay(), random);
        this.timers = timers;
        this.listener = listener;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return policy.maxAttempts() > 1 && mayBeSentTwice(request) ? attempt(request, next, 1) : next.proceed(request);
    }

    private Uni<Response> attempt(Request request, Next next, int number) {
        return next.proceed(request).onItemOrFailure().transformToUni((response, thrown) -> {
            Optional<Duration> pause = pauseAfter(request, response, thrown, number);
            if (pause.isEmpty()) {
                return thrown == null
                        ? Uni.createFrom().item(response)
                        : Uni.createFrom().failure(thrown);
            }
            listener.on(new CallEvent.Retrying(
                    request.get(CallListener.CALL), number, reason(response, thrown), pause.get()));
            Uni<Void> freed = response == null
                    ? Uni.createFrom().voidItem()
                    : response.body().discard().onFailure().recoverWithNull();
            return freed.flatMap(done -> timers.pause(pause.get())).flatMap(done -> attempt(request, next, number + 1));
        });
    }

    private Optional<Duration> pauseAfter(
            Request request, @Nullable Response response, @Nullable Throwable thrown, int number) {
        if (number >= policy.maxAttempts() || !worthRetrying(response, thrown)) {
            return Optional.empty();
        }
        Optional<Duration> asked =
                response == null ? Optional.empty() : RetryAfter.of(response.headers(), timers.instant());
        if (asked.isPresent() && asked.get().compareTo(policy.maxRetryAfter()) > 0) {
            return Optional.empty();
        }
        // Jitter on top of what was asked for: those who were told the same second should not all come in it.
        Duration pause = asked.orElse(Duration.ZERO).plus(backoff.delay(number));
        return pause.compareTo(request.remaining(timers)) < 0 ? Optional.of(pause) : Optional.empty();
    }

    private boolean worthRetrying(@Nullable Response response, @Nullable Throwable thrown) {
        if (response != null) {
            return policy.statuses().contains(response.status());
        }
        return thrown instanceof HttpException http
                && switch (http.failure()) {
                    case HttpFailure.Refused refused -> true;
                    case HttpFailure.Disconnected disconnected -> true;
                    case HttpFailure.UnknownHost unknown -> true;
                    case HttpFailure.TimedOut timeout ->
                        switch (timeout.phase()) {
                            case CONNECT, FIRST_BYTE -> true;
                            case TOTAL, QUEUE, IDLE -> false;
                        };
                    case HttpFailure.InvalidRequest invalid -> false;
                    case HttpFailure.Forbidden forbidden -> false;
                    case HttpFailure.Untrusted untrusted -> false;
                    case HttpFailure.Overloaded overloaded -> false;
                    case HttpFailure.Malformed malformed -> false;
                    case HttpFailure.TooLarge tooLarge -> false;
                    case HttpFailure.BadRedirect redirect -> false;
                    case HttpFailure.BadStatus status -> false;
                    case HttpFailure.BadBody body -> false;
                    case HttpFailure.Closed closed -> false;
                };
    }

    private static boolean mayBeSentTwice(Request request) {
        return request.body().replayable()
                && (request.method().isIdempotent() || request.headers().contains("Idempotency-Key"));
    }

    private static String reason(@Nullable Response response, @Nullable Throwable thrown) {
        return switch (thrown) {
            case HttpException http -> http.failure().getClass().getSimpleName();
            case null -> response == null ? "" : Integer.toString(response.status());
            default -> thrown.getClass().getSimpleName();
        };
    }
}
