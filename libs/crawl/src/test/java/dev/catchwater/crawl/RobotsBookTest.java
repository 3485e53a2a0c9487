package dev.catchwater.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private RobotsBook.Leave leave = to -> Uni.createFrom().item(true);
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
    void anOrderToWaitIsKeptAndToldWithTheRulesWhateverTheyAre() {
        allowed();
        for (int status : new int[] {429, 503, 403}) {
            clock.advance(Duration.ofHours(25));
            host = request -> answer(request, status, "", Headers.none().with("Retry-After", "7200"));
            Robots rules = book.of(PAGE, leave).await().atMost(Duration.ofSeconds(5));
            assertThat(rules.notBefore())
                    .as("%d", status)
                    .isEqualTo(clock.instant().plusSeconds(7_200));
            int before = asked.size();
            clock.advance(Duration.ofMinutes(119));
            allowed();
            assertThat(asked).as("%d", status).hasSize(before);
        }
    }

    @Test
    void aRedirectThatOrdersAWaitIsFollowedWhenThatIsOver() {
        URI there = URI.create("https://www.shop.example/robots.txt");
        host = request -> request.uri().equals(there)
                ? answer(request, 404, "")
                : answer(request, 301, "", Headers.of("Location", there.toString(), "Retry-After", "7200"));
        Robots rules = book.of(PAGE, leave).await().atMost(Duration.ofSeconds(5));
        assertThat(rules.allows(PAGE)).isFalse();
        assertThat(rules.notBefore()).isEqualTo(clock.instant().plusSeconds(7_200));
        clock.advance(Duration.ofMinutes(119));
        assertThat(allowed()).isFalse();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(allowed()).isTrue();
        // Where it led, and not to where it would be told to wait again.
        assertThat(asked).hasSize(2).last().isEqualTo(there);
    }

    @Test
    void anOrderToWaitIsToldOfTheHostThatGaveItWhateverTheStatus() {
        URI there = URI.create("https://www.shop.example/robots.txt");
        List<String> orders = new ArrayList<>();
        leave = new RobotsBook.Leave() {
            @Override
            public Uni<Boolean> ask(URI to) {
                return Uni.createFrom().item(true);
            }

            @Override
            public Uni<Void> ordered(URI by, Duration wait) {
                orders.add(by.getHost() + " " + wait.toSeconds());
                return Uni.createFrom().voidItem();
            }
        };
        for (int status : new int[] {200, 404, 429, 503}) {
            host = request -> request.uri().equals(there)
                    ? answer(request, status, "", Headers.of("Retry-After", "60"))
                    : answer(request, 302, "", Headers.of("Location", there.toString()));
            allowed();
            assertThat(orders).as("%d", status).containsExactly("www.shop.example 60");
            orders.clear();
            clock.advance(Duration.ofHours(25));
        }
        host = request -> answer(request, 200, "", Headers.of("Retry-After", "60"));
        assertThat(book.of(PAGE, leave).await().atMost(Duration.ofSeconds(5)).notBefore())
                .isEqualTo(clock.instant().plusSeconds(60));
        assertThat(orders).containsExactly("shop.example 60");
    }

    @Test
    void manyAtOnceAreOneRequest() {
        Uni<Robots> one = book.of(PAGE, leave);
        assertThat(asked).isEmpty();
        one.await().atMost(Duration.ofSeconds(5));
        book.of(URI.create("https://shop.example/p/2"), leave).await().atMost(Duration.ofSeconds(5));
        assertThat(asked).hasSize(1);
    }

    @Test
    void ofManyHostsThoseAskedForLongestAgoAreForgotten() {
        for (String name : new String[] {"a", "b", "a", "c", "a", "b"}) {
            book.of(URI.create("https://" + name + ".example/"), leave).await().atMost(Duration.ofSeconds(5));
        }
        assertThat(asked).extracting(URI::getHost).containsExactly("a.example", "b.example", "c.example", "b.example");
    }

    @Test
    void whereItLeadsIsAskedWithLeaveAndItsRulesHoldWhereItWasAskedFor() {
        List<URI> led = new ArrayList<>();
        leave = to -> {
            led.add(to);
            return Uni.createFrom().item(true);
        };
        URI there = URI.create("https://www.shop.example/robots.txt");
        host = request -> request.uri().equals(there)
                ? answer(request, 200, "User-agent: *\nDisallow: /p\n")
                : answer(request, 301, "", Headers.none().with("Location", there.toString()));
        assertThat(allowed()).isFalse();
        assertThat(led).containsExactly(there);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whereItLeadsIsNotAskedWithoutLeaveAndNothingIsKnownUntilThereIs() {
        leave = to -> Uni.createFrom().item(false);
        host = request -> answer(request, 302, "", Headers.none().with("Location", "https://www.shop.example/r"));
        assertThatThrownBy(this::allowed).isInstanceOf(RobotsBook.Elsewhere.class);
        assertThat(asked).hasSize(1);
        assertThat(book.knows(PAGE)).isFalse();
        host = request -> answer(request, 404, "");
        assertThat(allowed()).isTrue();
    }

    @Test
    void aFileThatLeadsRoundAndRoundOrToWhereEverybodyCanReadForbids() {
        host = request -> answer(request, 302, "", Headers.none().with("Location", "/robots.txt"));
        assertThat(allowed()).isFalse();
        assertThat(asked).hasSize(6);
        clock.advance(Duration.ofHours(2));
        host = request -> answer(request, 302, "", Headers.none().with("Location", "http://shop.example/robots.txt"));
        assertThat(allowed()).isFalse();
        assertThat(asked).hasSize(7);
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
                .of(PAGE, leave)
                .await()
                .atMost(Duration.ofSeconds(5))
                .allows(PAGE);
    }

    private boolean allowed() {
        return book.of(PAGE, leave).await().atMost(Duration.ofSeconds(5)).allows(PAGE);
    }

    private static Uni<Response> answer(Request request, int status, String body) {
        return answer(request, status, body, Headers.none());
    }

    private static Uni<Response> answer(Request request, int status, String body, Headers headers) {
        ResponseBody bytes = ResponseBody.of(Multi.createFrom().item(Buffer.buffer(body)), () -> {});
        return Uni.createFrom().item(new Response(request, status, headers, bytes));
    }
}
