package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.verdict.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends each attempt to one of the endpoints of its origin, and learns from how it ends; attempts at other origins pass.
 * An answer that is a success counts with the end of its body, any other with its head. Who is cancelled says nothing,
 * unless its own deadline ended it while the endpoint kept it waiting.
 */
public final class BalanceStage implements Stage {
    /** A body that has flowed for so long says nothing more about its endpoint: streams are cut off some time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pools pools;
    private final Timers timers;
    private final Supplier<Executor> loops;

    /**
     * A stage over pools that others may use, too.
     *
     * @param loops gives, on an attempt's thread, what runs tasks there
     */
    public BalanceStage(Pools pools, Timers timers, Supplier<Executor> loops) {
        this.pools = pools;
        this.timers = timers;
        this.loops = loops;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        Pool pool = pools.of(request.origin());
        return pool == null
                ? next.proceed(request)
                : Passage.uni(request, next, (asked, rest) -> new Attempt(pool, asked, rest));
    }

    private final class Attempt extends Passage implements Runnable {
        private final Pool pool;
        private final Request request;
        private final Next next;
        private final Executor loop = loops.get();
        private Turn.@Nullable To turn;
        private boolean answered;
        private long headAt;
        private boolean settled;

        Attempt(Pool pool, Request request, Next next) {
            this.pool = pool;
            this.request = request;
            this.next = next;
        }

        @Override
        protected void begin() {
            enter();
        }

        /** Something is known of the endpoints. */
        @Override
        public void run() {
            loop.execute(() -> step(this::enter));
        }

        private void enter() {
            if (!isOpen()) {
                return;
            }
            switch (pool.enter(request, request.get(Tried.OF_THE_CALL).orElse(null), this)) {
                case Turn.Wait wait -> {}
                case Turn.Nobody(HttpFailure failure) -> fail(failure);
                case Turn.To to -> {
                    turn = to;
                    proceed(next.proceed(request.withEndpoint(to.member().endpoint())));
                }
            }
        }

        @Override
        protected void answered(Response head) {
            answered = true;
            headAt = timers.nanos();
            Verdict verdict = pool.policy().statuses().apply(head.status());
            timed(verdict);
            if (verdict != Verdict.SUCCESS) {
                // Whatever becomes of its body: a caller may leave that unread for long.
                settle(verdict);
            }
        }

        @Override
        protected void ended(Outcome outcome) {
            if (turn == null) {
                pool.leave(this);
                return;
            }
            Verdict verdict = verdict(outcome);
            if (!answered) {
                timed(verdict);
            }
            settle(verdict);
            pool.ended(turn);
        }

        private Verdict verdict(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Completed completed -> Verdict.SUCCESS;
                case Outcome.Failed(HttpFailure failure) ->
                    answered && timers.nanos() - headAt >= PATIENCE.toNanos()
                            ? Verdict.NEUTRAL
                            : pool.policy().failures().apply(failure);
                case Outcome.Cancelled cancelled ->
                    !answered && !request.remaining(timers).isPositive() ? Verdict.FAILURE : Verdict.NEUTRAL;
            };
        }

        private void timed(Verdict verdict) {
            if (turn != null) {
                pool.timed(turn, verdict);
            }
        }

        private void settle(Verdict verdict) {
            if (turn != null && !settled) {
                settled = true;
                pool.settle(request, turn, verdict);
            }
        }
    }
}
