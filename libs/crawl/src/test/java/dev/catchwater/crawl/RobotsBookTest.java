package dev.catchwater.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.testkit.ManualClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RobotsBookTest {

    private static final URI PAGE = URI.create("https://shop.example/p/1");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final List<URI> asked = new ArrayList<>();
    private Function<Request, Uni<Response>> host = request -> answer(request, 200, "User-agent: *\nDisallow: /p\n");
    private final RobotsBook book = new RobotsBook(
            request -> {
                asked.add(request.uri());
                return host.apply(request);
            },
            "Catchwater",
            2,
            clock);

    @Test
    void aFileIsAskedForOnceADay() {
        assertThat(allowed()).isFalse();
        clock.advance(Duration.ofHours(23));
        assertThat(allowed()).isFalse();
        assertThat(asked).containsExactly(URI.create("https://shop.example/robots.txt"));
        clock.advance(Duration.ofHours(2));
        host = request -> answer(request, 404, "");
        assertThat(allowed()).isTrue();
        assertThat(asked).hasSize(2);
    }

    @Test
    void noFileAllowsAndAnUnreadableOneForbids() {
        for (int status : new int[] {404, 401, 403, 410}) {
            assertThat(fresh(request -> answer(request, status, "")))
                    .as("%d", status)
                    .isTrue();
        }
        for (int status : new int[] {500, 503, 429}) {
            assertThat(fresh(request -> answer(request, status, "")))
                    .as("%d", status)
                    .isFalse();
        }
        assertThat(fresh(request -> Uni.createFrom().failure(new IOException("reset"))))
                .isFalse();
    }

    @Test
    void whatWasKnownStaysForADayWhenItCannotBeReadAgain() {
        host = request -> answer(request, 404, "");
        assertThat(allowed()).isTrue();
        host = request -> answer(request, 503, "");
        clock.advance(Duration.ofHours(25));
        assertThat(allowed()).isTrue();
        clock.advance(Duration.ofHours(30));
        assertThat(allowed()).isFalse();
    }

    @Test
    void anHourAfterAFailureItIsTriedAgainAndAfterThirtyDaysItCountsAsNone() {
        host = request -> answer(request, 503, "");
        assertThat(allowed()).isFalse();
        clock.advance(Duration.ofMinutes(59));
        allowed();
        assertThat(asked).hasSize(1);
        for (int i = 0; i < 29; i++) {
            clock.advance(Duration.ofDays(1));
            assertThat(allowed()).isFalse();
        }
        clock.advance(Duration.ofDays(3));
        assertThat(allowed()).isTrue();
    }

    @Test
    void manyAtOnceAreOneRequest() {
        Uni<Robots> one = book.of(PAGE);
        assertThat(asked).isEmpty();
        one.await().atMost(Duration.ofSeconds(5));
        book.of(URI.create("https://shop.example/p/2")).await().atMost(Duration.ofSeconds(5));
        assertThat(asked).hasSize(1);
    }

    @Test
    void ofManyHostsThoseAskedForLongestAgoAreForgotten() {
        for (String name : new String[] {"a", "b", "a", "c", "a", "b"}) {
            book.of(URI.create("https://" + name + ".example/")).await().atMost(Duration.ofSeconds(5));
        }
        assertThat(asked).extracting(URI::getHost).containsExactly("a.example", "b.example", "c.example", "b.example");
    }

    @Test
    void anEndlessFileIsCut() {
        host = request -> Uni.createFrom()
                .item(new Response(
                        request,
                        200,
                        Headers.none(),
                        ResponseBody.of(
                                Multi.createBy()
                                        .repeating()
                                        .supplier(() ->
                                                Buffer.buffer("User-agent: *\nDisallow: /p\n" + "# x\n".repeat(10_000)))
                                        .indefinitely(),
                                () -> {})));
        assertThat(allowed()).isFalse();
    }

    private boolean fresh(Function<Request, Uni<Response>> answers) {
        return new RobotsBook(answers::apply, "Catchwater", 1, clock)
                .of(PAGE)
                .await()
                .atMost(Duration.ofSeconds(5))
                .allows(PAGE);
    }

    private boolean allowed() {
        return book.of(PAGE).await().atMost(Duration.ofSeconds(5)).allows(PAGE);
    }

    private static Uni<Response> answer(Request request, int status, String body) {
        ResponseBody bytes = ResponseBody.of(Multi.createFrom().item(Buffer.buffer(body)), () -> {});
        return Uni.createFrom().item(new Response(request, status, Headers.none(), bytes));
    }
}
