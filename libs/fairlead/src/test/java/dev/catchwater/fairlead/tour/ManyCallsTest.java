package dev.catchwater.fairlead.tour;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.Concurrency;
import dev.catchwater.fairlead.admission.Priority;
import dev.catchwater.fairlead.batch.Batch;
import dev.catchwater.fairlead.batch.BatchResult;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.conditional.Conditional;
import dev.catchwater.fairlead.conditional.Validators;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.json.Decoded;
import dev.catchwater.fairlead.json.Json;
import dev.catchwater.fairlead.json.JsonCalls;
import dev.catchwater.fairlead.page.NextPage;
import dev.catchwater.fairlead.page.PagePolicy;
import dev.catchwater.fairlead.page.Pages;
import dev.catchwater.fairlead.rate.RateKey;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tour's many calls: batches, pages, limits, other settings, what need not be fetched again. */
class ManyCallsTest extends Tour {
    @Test
    void batches() {
        api.on("GET /item", (request, body) -> request.response().end(request.getParam("id")));
        // SHOWN
        List<Request> requests = IntStream.range(0, 100)
                .mapToObj(id -> Request.get("https://api.example.org/item").withQuery("id", "" + id))
                .toList();
        // Eight at a time; one that fails is a result, and cancelling stops the rest. Also asCompleted.
        Multi<String> results = Batch.inOrder(client::send, requests, 8, Response::text)
                .map(result -> switch (result) {
                    case BatchResult.Done<String> done -> done.value();
                    case BatchResult.Failed<String> failed -> failed.failure().message();
                });
        // END
        assertThat(get(results.collect().asList()))
                .isEqualTo(IntStream.range(0, 100).mapToObj(id -> "" + id).toList());
    }

    @Test
    void pages() {
        api.on(
                "GET /users/a%2Fb/repos",
                (request, body) -> {
                    boolean first = "1".equals(request.getParam("page"));
                    if (first) {
                        request.response().putHeader("Link", "<?page=2>; rel=\"next\"");
                    }
                    request.response().end(first ? "[\"x\",\"y\"]" : "[\"z\"]");
                });
        // SHOWN
        // Values fill their hole and nothing else; the template stays at hand as CallListener.TEMPLATE.
        Request repos = Template.of("https://api.example.org/users/{user}/repos{?page}")
                .get(Values.of("user", "a/b").with("page", 1));

        // By Link; also byCursor, byNumber, byOffset. A page is asked for when it is needed.
        JsonCalls calls = new JsonCalls(client::send, Json.standard());
        Multi<String> names = Pages.items(
                request -> calls.send(request, new TypeReference<List<String>>() {}),
                repos,
                NextPage.byLink(),
                PagePolicy.DEFAULT,
                Decoded::value);
        // END
        assertThat(get(names.collect().asList())).containsExactly("x", "y", "z");
    }

    @Test
    void limits() {
        AtomicInteger attempts = new AtomicInteger();
        api.on(
                "GET /timeline",
                (request, body) -> request.response()
                        .setStatusCode(attempts.getAndIncrement() == 0 ? 502 : 200)
                        .end("told " + request.getHeader("X-Request-Deadline")));
        // SHOWN
        Settings polite = settings.withTimeout(Duration.ofSeconds(5)) // the whole call, retries and body included
                .withRetries(RetryPolicy.DEFAULT.withStatuses(Set.of(502, 503)))
                .withAdmission(AdmissionPolicy.DEFAULT
                        .withConcurrency(Concurrency.ADAPTIVE)
                        .withRates(RatePolicy.NONE
                                .withPerOrigin(RateLimit.perWindow(300, Duration.ofMinutes(5)))
                                .learning())) // heeds RateLimit, X-RateLimit-… and Retry-After
                .withPropagation(Propagation.millisecondsIn("X-Request-Deadline"));

        Request timeline = Request.get("https://api.example.org/timeline")
                .withTimeout(Duration.ofSeconds(2))
                .with(Priority.CLASS, Priority.CRITICAL)
                .with(RatePolicy.KEY, RateKey.of("account 7", RateLimit.perWindow(600, Duration.ofMinutes(1))))
                .with(RatePolicy.COST, 2);
        // END
        try (HttpClient careful = HttpClient.create(vertx, polite)) {
            String told = get(careful.send(timeline).flatMap(Response::text));
            assertThat(told).matches("told \\d+");
            assertThat(Integer.parseInt(told.substring(5))).isBetween(1, 2_000);
            assertThat(attempts).hasValue(2);
            assertThat(careful.limit()).isEqualTo(3);
        }
    }

    @Test
    void otherSettings() {
        api.on("GET /tenant", (request, body) -> request.response().end(request.getHeader("X-Tenant")));
        // SHOWN
        // Other settings over the same connections, places, circuits and retry budget; cheap.
        HttpClient tenant = client.derive(some -> some.withDefaults(Headers.of("X-Tenant", "a")));
        // END
        assertThat(get(tenant.send(Request.get("https://api.example.org/tenant"))
                        .flatMap(Response::text)))
                .isEqualTo("a");
    }

    @Test
    void whatNeedNotBeFetchedAgain() {
        api.on("GET /feed", (request, body) -> {
            boolean known = "\"1\"".equals(request.getHeader("If-None-Match"));
            request.response().setStatusCode(known ? 304 : 200).putHeader("ETag", "\"1\"");
            request.response().putHeader("Cache-Control", "max-age=60").end(known ? "" : "news");
        });
        // SHOWN
        // Where you keep the content: the validators of the last answer decide whether it is sent again.
        Request feed = Request.get("https://api.example.org/feed");
        Uni<Validators> latest = Conditional.get(client::send, feed, Validators.NONE)
                .flatMap(answer -> switch (answer) {
                    case Conditional.Fetched fetched ->
                        fetched.response().text().replaceWith(fetched.validators());
                    case Conditional.NotModified same -> Uni.createFrom().item(same.validators());
                });

        // Where the client keeps it: 64 MiB, answers of up to 1 MiB; Cache-Status says what became of a request.
        HttpClient cached = HttpClient.create(vertx, settings.withCache(CachingPolicy.inMemory(64 << 20, 1 << 20)));
        Uni<String> status = cached.send(feed)
                .call(Response::text)
                .map(response -> response.headers().first("Cache-Status").orElse(""));
        // END
        Validators known = get(latest);
        assertThat(known.etag()).contains("\"1\"");
        assertThat(get(Conditional.get(client::send, feed, known))).isInstanceOf(Conditional.NotModified.class);
        assertThat(get(status)).contains("fwd=uri-miss");
        // What was read to its end is stored a moment later.
        await().until(() -> get(status).contains("hit"));
        cached.close();
    }
}
