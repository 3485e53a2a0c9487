package dev.catchwater.fairlead.retry;

import dev.catchwater.fairlead.Backoff;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Detour;
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
    private final Detour.Maker firstAttempts = (request, next) -> new Attempt(request, next, 1);
    private final RetryPolicy policy;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final Timers timers;
    private final CallListener listener;

    /** A stage with a budget of its own. */
    public RetryStage(RetryPolicy policy, Timers timers, RandomGenerator random, CallListener listener) {
        this(policy, new RetryBudget(policy.budget(), timers), timers, random, listener);
    }

    /** A stage with a budget that others may spend, too. */
    public RetryStage(
            RetryPolicy policy, RetryBudget budget, Timers timers, RandomGenerator random, CallListener listener) {
        this.policy = policy;
        this.backoff = new Backoff(policy.baseDelay(), policy.maxDelay(), random);
        this.budget = budget;
        this.timers = timers;
        this.listener = listener;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Detour.uni(request, next, firstAttempts);
    }

    private final class Attempt extends Detour {
        private final Request request;
        private final Next next;
        private final int number;

        Attempt(Request request, Next next, int number) {
            this.request = request;
            this.next = next;
            this.number = number;
        }

        @Override
        protected Uni<Response> first() {
            if (number == 1) {
                budget.earn();
            }
            int resends = request.get(CallListener.RESENDS) + number - 1;
            listener.on(new CallEvent.Attempted(request.get(CallListener.CALL), number, resends));
            return next.proceed(number == 1 ? request : request.with(CallListener.RESENDS, resends));
        }

        @Override
        protected @Nullable Uni<Response> instead(@Nullable Response response, @Nullable Throwable thrown) {
            if (number >= policy.maxAttempts() || !worthRetrying(response, thrown) || !mayBeSentTwice(request)) {
                return null;
            }
            Optional<Duration> pause = pauseAfter(request, response, thrown, number);
            return pause.isEmpty() ? null : again(response, thrown, pause.get());
        }

        private Uni<Response> again(@Nullable Response response, @Nullable Throwable thrown, Duration pause) {
            listener.on(
                    new CallEvent.Retrying(request.get(CallListener.CALL), number, reason(response, thrown), pause));
            Uni<Void> freed = response == null
                    ? Uni.createFrom().voidItem()
                    : response.body().discard().onFailure().recoverWithNull();
            return freed.flatMap(done -> timers.pause(pause))
                    .flatMap(done -> Detour.uni(request, next, (asked, rest) -> new Attempt(asked, rest, number + 1)))
                    .onFailure(RetryStage::isShortCircuit)
                    .transform(open -> thrown == null ? open : thrown);
        }
    }

    private Optional<Duration> pauseAfter(
            Request request, @Nullable Response response, @Nullable Throwable thrown, int number) {
        Optional<Duration> asked =
                response == null ? Optional.empty() : RetryAfter.of(response.headers(), timers.instant());
        if (asked.isPresent() && asked.get().compareTo(policy.maxRetryAfter()) > 0) {
            return Optional.empty();
        }
        // Jitter on top of what was asked for: those who were told the same second should not all come in it.
        Duration pause = asked.orElse(Duration.ZERO).plus(backoff.delay(number));
        if (pause.compareTo(request.remaining(timers)) >= 0) {
            return Optional.empty();
        }
        if (!budget.spend()) {
            listener.on(new CallEvent.RetryDenied(request.get(CallListener.CALL), number, reason(response, thrown)));
            return Optional.empty();
        }
        return Optional.of(pause);
    }

    private boolean worthRetrying(@Nullable Response response, @Nullable Throwable thrown) {
        return response != null
                ? policy.statuses().contains(response.status())
                : thrown instanceof HttpException http && policy.failures().test(http.failure());
    }

    /** The failure that opened a circuit tells the caller more than that the circuit is open. */
    private static boolean isShortCircuit(Throwable thrown) {
        return HttpFailure.of(thrown) instanceof HttpFailure.CircuitOpen;
    }

    private boolean mayBeSentTwice(Request request) {
        return request.body().replayable()
                && (policy.methods().contains(request.method())
                        || request.headers().contains("Idempotency-Key"));
    }

    private static String reason(@Nullable Response response, @Nullable Throwable thrown) {
        return switch (thrown) {
            case HttpException http -> http.failure().getClass().getSimpleName();
            case null -> response == null ? "" : Integer.toString(response.status());
            default -> thrown.getClass().getSimpleName();
        };
    }
}
