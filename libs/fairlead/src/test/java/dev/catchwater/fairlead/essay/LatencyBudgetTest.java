package dev.catchwater.fairlead.essay;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The examples of docs/latency-budgets.md, over real sockets under a manual clock. */
class LatencyBudgetTest extends Essay {
    private final ManualTimers timers = new ManualTimers();

    private HttpClient timed(Settings some) {
        return HttpClient.create(vertx, some, timers, new Random(1));
    }

    /** Lets time pass, in steps that leave room for what the steps set off, until the call has ended; how long it took. */
    private Duration lasted(CompletableFuture<?> call) {
        Instant start = timers.instant();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            boolean over = call.isDone();
            if (!over && timers.clock().pending() > 0) {
                timers.clock().advance(Duration.ofMillis(100));
            }
            return over;
        });
        return Duration.between(start, timers.instant());
    }

    @Test
    void limitsOfAttemptsAddUp() {
        upstream.when(Match.get("/")).reply(Reply.never());
        try (HttpClient client = timed(settings.withRetries(RetryPolicy.NEVER))) {
            Request request = ask("/");
            // SHOWN
            Uni<String> text = client.send(request.withTimeout(Duration.ofSeconds(2)))
                    .flatMap(Response::text)
                    .onFailure()
                    .retry()
                    .atMost(2);
            // END
            assertThat(lasted(text.subscribeAsCompletionStage())).isGreaterThanOrEqualTo(Duration.ofSeconds(6));
            assertThat(upstream.requests()).hasSize(3);
        }
    }

    @Test
    void oneDeadlineBoundsAllThatIsDoneForACall() {
        upstream.when(Match.get("/")).reply(Reply.status(503), Reply.status(503), Reply.never());
        // SHOWN
        Settings bounded = settings.withTimeout(Duration.ofSeconds(5)) // all of it, whatever happens within
                .withRetries(RetryPolicy.DEFAULT)
                .withPropagation(Propagation.millisecondsIn("X-Request-Deadline"));
        // END
        try (HttpClient client = timed(bounded)) {
            CompletableFuture<String> call =
                    client.send(ask("/")).flatMap(Response::text).subscribeAsCompletionStage();
            upstream.awaitRequests(1, PATIENCE);
            assertThat(lasted(call)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(call.handle((text, thrown) -> HttpFailure.of(thrown)))
                    .isCompletedWithValue(new HttpFailure.TimedOut(HttpFailure.Phase.TOTAL, Duration.ofSeconds(5)));
        }
        List<Integer> told = upstream.requests().stream()
                .map(request ->
                        Integer.valueOf(request.header("X-Request-Deadline").orElseThrow()))
                .toList();
        assertThat(told).hasSize(3).first().isEqualTo(5_000);
        assertThat(told).isSortedAccordingTo((one, next) -> next - one);
        upstream.awaitDisconnects(1, PATIENCE);
    }
}
