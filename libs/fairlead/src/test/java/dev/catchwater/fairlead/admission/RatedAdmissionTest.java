package dev.catchwater.fairlead.admission;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Overloaded.Bound;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.signal.RateSignal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RatedAdmissionTest {
    private static final Request ASK = Request.get("http://upstream.test/");
    private static final AdmissionPolicy TEN_SECONDS = new AdmissionPolicy(100, 100, Duration.ofSeconds(10));
    private static final RateLimit ONE_A_SECOND = new RateLimit(1, Duration.ofSeconds(1));

    private final ManualTimers timers = new ManualTimers();
    private final List<CallEvent> events = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private int status = 200;
    private Headers headers = Headers.none();
    private AdmissionStage stage = stage(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND));

    private final Next upstream = request -> Uni.createFrom().item(() -> {
        sent.add(request.uri().getPath());
        return Answers.of(request, status, headers, "body");
    });

    private AdmissionStage stage(RatePolicy rates) {
        return stage(TEN_SECONDS.withRates(rates));
    }

    private AdmissionStage stage(AdmissionPolicy policy) {
        return new AdmissionStage(policy, timers, () -> Runnable::run, events::add);
    }

    private CompletableFuture<String> call(String path) {
        return call(Request.get("http://upstream.test" + path));
    }

    private CompletableFuture<String> call(Request request) {
        return stage.apply(request, upstream).flatMap(Response::text).subscribeAsCompletionStage();
    }

    private static HttpFailure failure(CompletableFuture<?> call) {
        return ((HttpException) call.exceptionNow()).failure();
    }

    @AfterEach
    void nothingIsLeft() {
        timers.clock().advance(Duration.ofMinutes(5));
        assertThat(stage.inFlight()).isZero();
        assertThat(stage.queued()).isZero();
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void attemptsGoAsTheirRateAllowsInOrderAndNoPlaceIsHeldMeanwhile() {
        for (int i = 0; i < 4; i++) {
            call("/" + i);
        }
        assertThat(sent).containsExactly("/0");
        assertThat(stage.inFlight()).isZero();
        assertThat(stage.queued()).isEqualTo(3);
        timers.clock().advance(Duration.ofMillis(999));
        assertThat(sent).hasSize(1);
        timers.clock().advance(Duration.ofMillis(1));
        assertThat(sent).containsExactly("/0", "/1");
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(sent).containsExactly("/0", "/1", "/2", "/3");
        assertThat(events).contains(new CallEvent.Queued(0), new CallEvent.Admitted(0, Duration.ofSeconds(3)));
    }

    @Test
    void noTokenIsTakenByWhoStillWaitsForAPlace() {
        stage = stage(new AdmissionPolicy(1, 10, Duration.ofHours(1))
                .withRates(RatePolicy.NONE.withPerOrigin(new RateLimit(2, Duration.ofSeconds(100)))));
        Response holds = get(stage.apply(ASK, upstream));
        CompletableFuture<String> waits = call("/waits");
        waits.cancel(true);
        holds.body().cancel();
        call("/second");
        assertThat(sent).as("the one that gave up took nothing").containsExactly("/", "/second");
    }

    @Test
    void whoseRateComesTooLateForItsDeadlineFailsAtOnce() {
        call("/");
        call("/1");
        Request soon = ASK.withExpiry(timers.nanos() + Duration.ofMillis(1_500).toNanos());
        assertThat(failureOf(stage.apply(soon, upstream)))
                .isEqualTo(new HttpFailure.RateLimited("origin http://upstream.test:80", Duration.ofSeconds(2)));
        assertThat(events.getLast()).isInstanceOf(CallEvent.TurnedAway.class);
        CompletableFuture<String> inTime =
                call(ASK.withExpiry(timers.nanos() + Duration.ofMillis(2_500).toNanos()));
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(inTime).isCompletedWithValue("body");
    }

    @Test
    void whoseRateComesLaterThanTheQueuesOwnPatienceFailsAtOnce() {
        for (int i = 0; i <= 10; i++) {
            call("/" + i);
        }
        assertThat(failure(call("/11"))).isInstanceOf(HttpFailure.RateLimited.class);
        assertThat(stage.queued()).isEqualTo(10);
    }

    @Test
    void aRefusalStopsItsOriginAloneAndWhoCannotWaitThatLongFailsAtOnce() {
        stage = stage(RatePolicy.NONE.learning());
        status = 429;
        headers = Headers.of("Retry-After", "5");
        call("/refused");
        assertThat(events).contains(new CallEvent.Paused(0, "origin http://upstream.test:80", Duration.ofSeconds(5)));
        status = 200;
        headers = Headers.none();
        CompletableFuture<String> hasty =
                call(ASK.withExpiry(timers.nanos() + Duration.ofSeconds(4).toNanos()));
        assertThat(failure(hasty)).isInstanceOf(HttpFailure.RateLimited.class);
        assertThat(call(Request.get("http://other.test/"))).isCompleted();
        CompletableFuture<String> patient = call("/later");
        timers.clock().advance(Duration.ofMillis(4_999));
        assertThat(patient).isNotDone();
        timers.clock().advance(Duration.ofMillis(1));
        assertThat(patient).isCompleted();
    }

    @Test
    void whoAlreadyWaitsWhenAPauseComesIsShedIfItIsTooLong() {
        stage = stage(RatePolicy.NONE.learning().withPerOrigin(ONE_A_SECOND));
        call("/0");
        CompletableFuture<String> waits = call("/1");
        CompletableFuture<String> elsewhere = call(Request.get("http://other.test/"));
        assertThat(elsewhere).isCompleted();
        stage.heed(ASK, RateSignal.pause(Duration.ofMinutes(2)));
        assertThat(failure(waits))
                .isEqualTo(new HttpFailure.RateLimited("origin http://upstream.test:80", Duration.ofMinutes(2)));
        assertThat(stage.queued()).isZero();
    }

    @Test
    void whatRemainsIsKeptToUntilTheReset() {
        stage = stage(RatePolicy.NONE.learning());
        headers = Headers.of("X-RateLimit-Remaining", "2", "X-RateLimit-Reset", "8");
        call("/0");
        headers = Headers.none();
        call("/1");
        call("/2");
        call("/3");
        assertThat(sent).containsExactly("/0", "/1", "/2");
        timers.clock().advance(Duration.ofSeconds(8));
        assertThat(sent).containsExactly("/0", "/1", "/2", "/3");
    }

    @Test
    void withoutLearningNoAnswerStopsAnything() {
        stage = stage(RatePolicy.NONE);
        status = 429;
        headers = Headers.of("Retry-After", "5", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "60");
        call("/0");
        call("/1");
        assertThat(sent).containsExactly("/0", "/1");
    }

    @Test
    void whatCostsMoreThanItsLimitEverHasFailsInsteadOfWaitingForEver() {
        assertThat(failureOf(stage.apply(ASK.with(RatePolicy.COST, 2), upstream)))
                .isInstanceOf(HttpFailure.InvalidRequest.class);
    }

    @Test
    void originsBeyondWhatCanBeCountedAreTurnedAway() {
        stage = stage(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND).withMaxBuckets(1));
        call("/");
        assertThat(failureOf(stage.apply(Request.get("http://other.test/"), upstream)))
                .isEqualTo(new HttpFailure.Overloaded(Bound.RATE_BUCKETS, 1));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(call(Request.get("http://other.test/"))).isCompleted();
    }

    @Test
    void bodiesThatWaitAreBoundedInBytes() {
        stage = stage(TEN_SECONDS
                .withQueue(100, Duration.ofSeconds(10), 1_000)
                .withRates(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND)));
        Request post = Request.post("http://upstream.test/").withBody("text/plain", Buffer.buffer(new byte[600]));
        call(post);
        call(post);
        assertThat(failure(call(post))).isEqualTo(new HttpFailure.Overloaded(Bound.BYTES, 1_000));
        assertThat(call(ASK)).isNotDone();
    }

    @Test
    void aFullQueueShedsTheNewestOfALowerClassForAHigherOne() {
        stage = stage(TEN_SECONDS
                .withQueue(3, Duration.ofSeconds(10), 1_000)
                .withRates(RatePolicy.NONE.withPerOrigin(ONE_A_SECOND)));
        Request low = ASK.with(Priority.CLASS, Priority.BACKGROUND);
        call("/");
        CompletableFuture<String> first = call(low);
        CompletableFuture<String> second = call(low);
        CompletableFuture<String> third = call(low);
        CompletableFuture<String> top = call(ASK.with(Priority.CLASS, Priority.CRITICAL));
        assertThat(failure(third)).isEqualTo(new HttpFailure.Overloaded(3));
        assertThat(failure(call(low))).isEqualTo(new HttpFailure.Overloaded(3));
        timers.clock().advance(Duration.ofSeconds(1));
        assertThat(top).isCompleted();
        assertThat(first).isNotDone();
        timers.clock().advance(Duration.ofSeconds(2));
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void whoWaitsForARateFailsAtOnceWhenTheClientIsClosed() {
        call("/0");
        CompletableFuture<String> waits = call("/1");
        stage.close();
        assertThat(failure(waits)).isEqualTo(new HttpFailure.Closed());
        assertThat(timers.clock().pending()).isZero();
    }

    @Test
    void anAdaptiveLimitSaysWhenItChanges() {
        stage = stage(TEN_SECONDS.withConcurrency(
                new Concurrency.Gradient(2, Duration.ofSeconds(1), Duration.ofSeconds(100), 1, 0.25)));
        Next slow = request ->
                timers.pause(Duration.ofMillis(300)).map(done -> Answers.of(request, 200, Headers.none(), "body"));
        for (int i = 0; i < 60; i++) {
            stage.apply(ASK, slow).flatMap(Response::text).subscribe().with(text -> {}, failure -> {});
        }
        assertThat(stage.limit()).isEqualTo(2);
        timers.clock().advance(Duration.ofSeconds(3));
        assertThat(stage.limit()).isGreaterThan(2);
        assertThat(events).contains(new CallEvent.LimitChanged(0, stage.limit()));
    }
}
