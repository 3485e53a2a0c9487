package dev.catchwater.fairlead.page;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.json.Decoded;
import dev.catchwater.fairlead.json.Json;
import dev.catchwater.fairlead.json.JsonCalls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String HOME = "https://example.org";

    private final List<Request> asked = new ArrayList<>();

    /** Page n of five has items 10n to 10n+2 and leads to the next by what the function makes of n. */
    private Function<Request, Uni<Decoded<List<Integer>>>> server(Function<Integer, Headers> links) {
        Next client = request -> {
            asked.add(request);
            int page = Integer.parseInt(request.query("page").orElse("0"));
            String body = page >= 5 ? "[]" : "[" + 10 * page + "," + (10 * page + 1) + "," + (10 * page + 2) + "]";
            return Uni.createFrom().item(() -> Answers.of(request, 200, links.apply(page), body));
        };
        JsonCalls calls = new JsonCalls(client, Json.standard());
        return request -> calls.send(request, new TypeReference<>() {});
    }

    private static Headers next(String target) {
        return Headers.of("Link", "<" + HOME + "/last>; rel=last, <" + target + ">; rel=\"next\"");
    }

    private static Headers fivePages(int page) {
        return page < 4 ? next("/items?page=" + (page + 1)) : Headers.none();
    }

    private static Request first() {
        return Request.get(HOME + "/items").withHeader("Authorization", "secret");
    }

    private static <P> List<P> all(Multi<P> multi) {
        return get(multi.collect().asList());
    }

    private Multi<Integer> items(Function<Integer, Headers> links, PagePolicy policy) {
        return Pages.items(server(links), first(), NextPage.byLink(), policy, Decoded::value);
    }

    @Test
    void linksAreFollowedToTheLastPage() {
        assertThat(all(items(PagesTest::fivePages, PagePolicy.DEFAULT)))
                .containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42);
        assertThat(asked).hasSize(5).allMatch(request -> request.headers().contains("Authorization"));
    }

    @Test
    void aPageIsAskedForWhenItIsNeededAndNoneAfterTheReaderHasGone() {
        AssertSubscriber<Integer> reader =
                items(PagesTest::fivePages, PagePolicy.DEFAULT).subscribe().withSubscriber(AssertSubscriber.create());
        assertThat(asked).isEmpty();
        reader.request(2);
        assertThat(asked).hasSize(1);
        reader.request(2);
        assertThat(reader.getItems()).containsExactly(0, 1, 2, 10);
        assertThat(asked.size()).isLessThanOrEqualTo(3);
        int before = asked.size();
        reader.cancel();
        reader.request(100);
        assertThat(asked).hasSize(before);
    }

    @Test
    void cancellingStopsTheCallThatIsUnderWay() {
        AtomicInteger cancelled = new AtomicInteger();
        Multi<Integer> pages = Pages.of(
                request -> Uni.createFrom().<Integer>nothing().onCancellation().invoke(cancelled::incrementAndGet),
                first(),
                (request, page) -> Optional.empty(),
                PagePolicy.DEFAULT);
        AssertSubscriber<Integer> reader = pages.subscribe().withSubscriber(AssertSubscriber.create(1));
        reader.cancel();
        assertThat(cancelled.get()).isEqualTo(1);
    }

    @Test
    void aLoopFailsAfterThePagesThatWereGood() {
        List<Integer> read = new ArrayList<>();
        Multi<Integer> loop = items(page -> next("/items?page=" + (page + 1) % 3), PagePolicy.DEFAULT);
        assertThat(failureOf(loop.invoke(read::add).collect().asList()))
                .isEqualTo(new HttpFailure.BadRedirect("the next page was read before"));
        assertThat(asked).hasSize(4);
        assertThat(read).hasSize(12);
        asked.clear();
        assertThat(failureOf(items(page -> next("/items"), PagePolicy.DEFAULT)
                        .collect()
                        .asList()))
                .isInstanceOf(HttpFailure.BadRedirect.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anotherOriginIsFollowedOnlyWhereItIsAllowedAndWithoutWhatAuthenticates() {
        for (String other : List.of("https://evil.example/", "http://example.org/", "//example.org:8443/")) {
            assertThat(failureOf(items(page -> next(other + "?page=4"), PagePolicy.DEFAULT)
                            .collect()
                            .asList()))
                    .isEqualTo(new HttpFailure.BadRedirect("the next page is at another origin"));
        }
        assertThat(failureOf(items(page -> next("ftp://example.org/"), PagePolicy.DEFAULT)
                        .collect()
                        .asList()))
                .isInstanceOf(HttpFailure.BadRedirect.class);
        asked.clear();
        PagePolicy both = PagePolicy.DEFAULT.withOtherOrigins(Set.of("https://other.example:443"));
        assertThat(all(items(page -> page == 0 ? next("https://other.example/?page=4") : Headers.none(), both)))
                .hasSize(6);
        assertThat(asked.getLast().headers().contains("Authorization")).isFalse();
    }

    @Test
    void moreThanTheBoundFailsAndDoesNotEndQuietly() {
        assertThat(failureOf(items(PagesTest::fivePages, PagePolicy.DEFAULT.withMaxPages(3))
                        .collect()
                        .asList()))
                .isEqualTo(new HttpFailure.BadBody("there are more than 3 pages"));
        assertThat(asked).hasSize(3);
        assertThat(failureOf(items(PagesTest::fivePages, PagePolicy.DEFAULT.withMaxItems(14))
                        .collect()
                        .asList()))
                .isEqualTo(new HttpFailure.BadBody("there are more than 14 items"));
        assertThat(all(items(
                        PagesTest::fivePages,
                        PagePolicy.DEFAULT.withMaxItems(15).withMaxPages(5))))
                .hasSize(15);
    }

    @Test
    void pagesAreFoundByNumberByOffsetAndByCursor() {
        Function<Request, Uni<Decoded<List<Integer>>>> server = server(page -> Headers.none());
        assertThat(all(Pages.of(
                        server,
                        first(),
                        NextPage.byNumber("page", 0, page -> page.value().isEmpty()),
                        PagePolicy.DEFAULT)))
                .hasSize(6);
        assertThat(asked.getLast().uri().toString()).isEqualTo(HOME + "/items?page=5");
        Function<Request, Uni<List<String>>> offsets = request -> {
            int offset = Integer.parseInt(request.query("offset").orElse("0"));
            return Uni.createFrom().item(List.of("a", "b", "c", "d", "e").subList(offset, Math.min(5, offset + 2)));
        };
        assertThat(all(Pages.items(
                        offsets,
                        first(),
                        NextPage.byOffset("offset", List::size),
                        PagePolicy.DEFAULT,
                        Function.identity())))
                .containsExactly("a", "b", "c", "d", "e");
        Function<Request, Uni<String>> cursors = request -> Uni.createFrom()
                .item(request.query("after")
                        .map(cursor -> cursor.equals("c&1") ? "c=2" : "")
                        .orElse("c&1"));
        assertThat(all(Pages.of(cursors, first(), NextPage.byCursor("after", Optional::of), PagePolicy.DEFAULT)))
                .containsExactly("c&1", "c=2", "");
    }

    @Test
    void aCursorInTheBodyIsNoLoop() {
        Function<Request, Uni<Integer>> count = request -> Uni.createFrom().item(bodyNumber(request));
        NextPage<Integer> next = (request, page) -> page == 3
                ? Optional.empty()
                : Optional.of(request.withBody("text/plain", Buffer.buffer("" + (page + 1))));
        Request start = Request.post(HOME).withBody("text/plain", Buffer.buffer("0"));
        assertThat(all(Pages.of(count, start, next, PagePolicy.DEFAULT))).containsExactly(0, 1, 2, 3);
    }

    private static int bodyNumber(Request request) {
        return Integer.parseInt(((RequestBody.Bytes) request.body()).content().toString());
    }

    @Test
    void aPageThatFailsFailsTheStreamWhereItIs() {
        AtomicInteger page = new AtomicInteger();
        Multi<Integer> pages = Pages.of(
                request -> page.incrementAndGet() == 2
                        ? Uni.createFrom().failure(new HttpFailure.BadStatus(500, Headers.none()).asException())
                        : Uni.createFrom().item(page.get()),
                first(),
                NextPage.byNumber("page", 1, number -> false),
                PagePolicy.DEFAULT);
        List<Integer> read = new ArrayList<>();
        assertThat(failureOf(pages.invoke(read::add).collect().asList())).isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(read).containsExactly(1);
    }

    @Test
    void eachSubscriptionBeginsAnew() {
        Multi<Integer> items = items(PagesTest::fivePages, PagePolicy.DEFAULT.withMaxItems(15));
        assertThat(all(items)).isEqualTo(all(items));
    }
}
