package dev.catchwater.fairlead.retry;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When a failed attempt is made again. Only requests that can be sent twice are: those with one of {@code methods} or
 * an {@code Idempotency-Key}, with a body that can be sent again.
 *
 * @param maxAttempts attempts in all, the first included, up to 100; 1 never retries
 * @param baseDelay the upper end of the first random delay; doubled each time
 * @param maxDelay no delay of our own is longer
 * @param maxRetryAfter a longer Retry-After is not waited for: the answer goes to the caller
 * @param statuses answers that are worth another attempt
 * @param failures failures that are worth another attempt
 * @param methods methods that may be sent twice
 * @param budget how many retries the client as a whole may make
 */
public record RetryPolicy(
        int maxAttempts,
        Duration baseDelay,
        Duration maxDelay,
        Duration maxRetryAfter,
        Set<Integer> statuses,
        Predicate<HttpFailure> failures,
        Set<Method> methods,
        BudgetPolicy budget) {

    /** The idempotent methods (RFC 9110 §9.2.2). */
    public static final Set<Method> IDEMPOTENT =
            Set.of(Method.GET, Method.HEAD, Method.OPTIONS, new Method("TRACE"), Method.PUT, Method.DELETE);

    /** Three attempts, delays up to 100 ms, 200 ms; Retry-After up to 10 s; 429, 502, 503 and 504; the budget's default. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            3, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(10), Set.of(429, 502, 503, 504));

    /** One attempt. */
    public static final RetryPolicy NEVER =
            new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, Set.of());

    public RetryPolicy {
        if (maxAttempts < 1
                || maxAttempts > 100
                || baseDelay.isNegative()
                || baseDelay.isZero()
                || maxDelay.compareTo(baseDelay) < 0) {
            throw new IllegalArgumentException("a retry policy needs 1 to 100 attempts and positive, ordered delays");
        }
        statuses = Set.copyOf(statuses);
        methods = Set.copyOf(methods);
    }

    /** A policy for transient failures and idempotent methods, with the budget's default. */
    public RetryPolicy(
            int maxAttempts, Duration baseDelay, Duration maxDelay, Duration maxRetryAfter, Set<Integer> statuses) {
        this(
                maxAttempts,
                baseDelay,
                maxDelay,
                maxRetryAfter,
                statuses,
                RetryPolicy::isTransient,
                IDEMPOTENT,
                BudgetPolicy.DEFAULT);
    }

    /** This policy for other statuses. */
    public RetryPolicy withStatuses(Set<Integer> others) {
        return new RetryPolicy(maxAttempts, baseDelay, maxDelay, maxRetryAfter, others, failures, methods, budget);
    }

    /** This policy for other failures; {@link #isTransient} is what it begins with. */
    public RetryPolicy withFailures(Predicate<HttpFailure> others) {
        return new RetryPolicy(maxAttempts, baseDelay, maxDelay, maxRetryAfter, statuses, others, methods, budget);
    }

    /** This policy for other methods: naming POST says that sending it twice does no harm. */
    public RetryPolicy withMethods(Set<Method> others) {
        return new RetryPolicy(maxAttempts, baseDelay, maxDelay, maxRetryAfter, statuses, failures, others, budget);
    }

    /** This policy with another budget. */
    public RetryPolicy withBudget(BudgetPolicy other) {
        return new RetryPolicy(maxAttempts, baseDelay, maxDelay, maxRetryAfter, statuses, failures, methods, other);
    }

    /** Whether another attempt may fare better: no address, no connection, none that held, no answer in time. */
    public static boolean isTransient(HttpFailure failure) {
        return switch (failure) {
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
            case HttpFailure.RateLimited limited -> false;
            case HttpFailure.CircuitOpen open -> false;
            case HttpFailure.Malformed malformed -> false;
            case HttpFailure.TooLarge tooLarge -> false;
            case HttpFailure.BadRedirect redirect -> false;
            case HttpFailure.BadStatus status -> false;
            case HttpFailure.BadBody body -> false;
            case HttpFailure.NoToken none -> false;
            case HttpFailure.Closed closed -> false;
        };
    }
}
