package dev.catchwater.fairlead.observe.patterns;

import static dev.catchwater.fairlead.observe.patterns.Attempts.answered;
import static dev.catchwater.fairlead.observe.patterns.Attempts.failed;
import static dev.catchwater.fairlead.observe.patterns.Attempts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;

class PatternsTest {
    private static final Duration HEAD = Duration.ofMillis(10);

    private final Attempts time = new Attempts();
    private final Patterns patterns = time.patterns(PatternPolicy.DEFAULT);

    private PatternView only() {
        assertThat(patterns.views()).hasSize(1);
        return patterns.views().getFirst();
    }

    @Test
    void originsAndRoutesAreToldApartAndPathsAreNot() {
        patterns.on(answered(request("http://A.test/users/1", "/users/{user}"), 200, HEAD, 1));
        patterns.on(answered(request("http://a.test:80/users/2", "/users/{user}"), 200, HEAD, 1));
        patterns.on(answered(request("https://a.test/users/2", "/users/{user}"), 200, HEAD, 1));
        patterns.on(answered(request("http://a.test/secret/1", ""), 200, HEAD, 1));
        patterns.on(answered(request("http://a.test/secret/2", ""), 200, HEAD, 1));
        patterns.on(answered(request("http://a.test/secret/3", ""), 200, HEAD, 1));
        assertThat(patterns.views())
                .extracting(view ->
                        view.origin() + " " + view.route() + " " + view.recent().attempts())
                .containsExactly(
                        "http://a.test:80 none 3",
                        "http://a.test:80 /users/{user} 2",
                        "https://a.test:443 /users/{user} 1");
    }

    @Test
    void errorsAreFailuresAndStatusesFrom400On() {
        Request request = request("http://a.test/", "");
        for (int status : new int[] {200, 302, 399, 400, 404, 500}) {
            patterns.on(answered(request, status, HEAD, 1));
        }
        patterns.on(failed(request, new HttpFailure.UnknownHost("a.test"), HEAD));
        patterns.on(new CallEvent.Exchanged(
                1, request, 200, new Outcome.Failed(new HttpFailure.TooLarge("it", 1)), HEAD, HEAD));
        patterns.on(new CallEvent.Exchanged(1, request, 200, new Outcome.Cancelled(), HEAD, HEAD));
        assertThat(only().recent().attempts()).isEqualTo(9);
        assertThat(only().recent().errors()).isEqualTo(5);
        assertThat(only().recent().errorRatio()).isEqualTo(5 / 9.0);
    }

    @Test
    void latenciesAreThoseOfHeadsAndOfWaitsThatRanOut() {
        Request request = request("http://a.test/", "");
        var late = new HttpFailure.TimedOut(HttpFailure.Phase.FIRST_BYTE, Duration.ofSeconds(20));
        patterns.on(failed(request, late, Duration.ofSeconds(20)));
        patterns.on(failed(request, new HttpFailure.Refused("http://a.test:80", "refused"), Duration.ofMillis(1)));
        patterns.on(new CallEvent.Exchanged(1, request, 0, new Outcome.Cancelled(), HEAD, HEAD));
        patterns.on(new CallEvent.Exchanged(1, request, 200, new Outcome.Completed(1), HEAD, Duration.ofHours(1)));
        assertThat(only().recent().latencies().count()).isEqualTo(2);
        assertThat(only().recent().latencies().max().toMillis()).isBetween(19_990L, 20_300L);
        patterns.on(answered(request, 200, Duration.ofDays(1), 1));
        assertThat(only().recent().latencies().max().toMillis()).isBetween(600_000L, 606_000L);
    }

    @Test
    void sizesCountAsFarAsTheyAreKnown() {
        Request post = Request.post("http://a.test/").withBody("text/plain", Buffer.buffer("12345"));
        patterns.on(answered(post, 200, HEAD, 100));
        patterns.on(answered(post.withBody(RequestBody.NONE), 200, HEAD, 300));
        patterns.on(new CallEvent.Exchanged(
                1,
                post.withStream("text/plain", Multi.createFrom().empty()),
                200,
                new Outcome.Cancelled(),
                HEAD,
                HEAD));
        assertThat(only().recent().sent()).isEqualTo(new Figures.Sizes(2, 2, 5));
        assertThat(only().recent().received()).isEqualTo(new Figures.Sizes(2, 200, 300));
    }

    @Test
    void whatIsNotToldApartIsOneRowAndIdleRowsAreGivenToOthers() {
        Patterns few = time.patterns(new PatternPolicy(2));
        for (String host : List.of("a", "b", "c", "d", "a")) {
            few.on(answered(request("http://" + host + ".test/", ""), 200, HEAD, 1));
        }
        assertThat(few.views())
                .extracting(view -> view.origin() + " " + view.recent().attempts())
                .containsExactly("http://a.test:80 2", "other 2", "http://b.test:80 1");
        time.advance(Duration.ofMinutes(6));
        few.on(answered(request("http://b.test/", ""), 200, HEAD, 1));
        time.advance(Duration.ofMinutes(6));
        few.on(answered(request("http://c.test/", ""), 200, HEAD, 1));
        assertThat(few.views())
                .extracting(PatternView::origin)
                .containsExactlyInAnyOrder("http://b.test:80", "http://c.test:80");
    }

    @Test
    void aRateIsOverTheTimeThatWasWatched() {
        IntStream.range(0, 30).forEach(i -> {
            patterns.on(answered(request("http://a.test/", ""), 200, HEAD, 1));
            time.advance(Duration.ofSeconds(1));
        });
        assertThat(only().recent().perSecond()).isEqualTo(1);
        assertThat(only().before().perSecond()).isZero();
    }

    @Test
    void aBusyPatternTakesSomeTwentyKilobytesAndNoneMoreThanStated() {
        Random random = new Random(7);
        Request request = request("http://a.test/", "");
        for (int second = 0; second < 700; second++) {
            for (int i = 0; i < 10; i++) {
                patterns.on(answered(
                        request, 200, Duration.ofNanos((long) (50e6 * Math.exp(random.nextGaussian() / 2))), 1));
            }
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(patterns.bytes()).isBetween(10_000L, 24_000L);
        for (int second = 0; second < 700; second++) {
            for (int i = 0; i < 1_000; i++) {
                patterns.on(answered(request, 200, Duration.ofNanos((long) Math.exp(random.nextDouble() * 28)), 1));
            }
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(patterns.bytes()).isLessThan(210_000);
    }

    @Test
    void whatIsPackedIsAddedUpAsItWas() {
        Random random = new Random(3);
        IntCountsHistogram whole = Window.histogram();
        IntCountsHistogram sum = Window.histogram();
        for (int i = 0; i < 20; i++) {
            IntCountsHistogram part = Window.histogram();
            part.recordValueWithCount(0, 1 + random.nextInt(1 << 20));
            part.recordValue(Window.MAX_MICROS);
            for (int j = random.nextInt(5_000); j > 0; j--) {
                part.recordValue((long) Math.exp(random.nextDouble() * 20));
            }
            whole.add(part);
            Packed.of(part).addTo(sum);
        }
        assertThat(sum).isEqualTo(whole);
    }

    @Test
    void nothingIsLostBetweenThreads() {
        Request request = request("http://a.test/", "");
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        patterns.on(answered(request, i % 10 == 0 ? 500 : 200, HEAD, 1));
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).join();
        assertThat(only().recent().attempts()).isEqualTo(80_000);
        assertThat(only().recent().errors()).isEqualTo(8_000);
    }
}
