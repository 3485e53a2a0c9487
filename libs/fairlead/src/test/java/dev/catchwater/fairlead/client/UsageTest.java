package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.Concurrency;
import dev.catchwater.fairlead.admission.Priority;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.batch.Batch;
import dev.catchwater.fairlead.batch.BatchResult;
import dev.catchwater.fairlead.conditional.Conditional;
import dev.catchwater.fairlead.conditional.Validators;
import dev.catchwater.fairlead.dns.DnsEndpoints;
import dev.catchwater.fairlead.dns.NettyDns;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.rate.RateKey;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.sse.SseClient;
import dev.catchwater.fairlead.sse.SseEvent;
import dev.catchwater.fairlead.sse.SsePolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The README's example, with this upstream's address in place of example.org. */
class UsageTest {
    @Test
    void whatTheReadmeShowsWorksWhenPasted(@HttpMock Upstream upstream) {
        upstream.when(Match.get("/")).reply(Reply.ok("text"));
        upstream.when(Match.post("/sum")).reply(Reply.json("{\"b\":2}"));
        upstream.when(Match.get("/big")).reply(Reply.ok().chunks("a", "b"));
        upstream.when(Match.get("/feed")).reply(Reply.ok("news"));
        upstream.when(Match.get("/stream")).reply(Reply.sse(stream -> stream.data("x")));
        String origin = upstream.uri("").toString();
        Vertx vertx = Vertx.vertx();
        HttpClient client = HttpClient.create(
                vertx,
                Settings.named("weather")
                        .withTimeout(Duration.ofSeconds(10))
                        .withAdmission(AdmissionPolicy.DEFAULT.withInFlight(16))
                        .withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + upstream.port()))));

        Uni<String> text = client.send(Request.get(origin + "/")).flatMap(Response::text);
        Uni<Map<String, Integer>> sum =
                client.json(client.withJson(Request.post(origin + "/sum"), Map.of("a", 1)), new TypeReference<>() {});
        Multi<Buffer> chunks = client.send(
                        Request.get(origin + "/big").withoutTimeout().withMaxBody(Long.MAX_VALUE))
                .onItem()
                .transformToMulti(response -> response.body().stream());
        Uni<Conditional> feed = Conditional.get(client::send, Request.get(origin + "/feed"), Validators.NONE);
        Multi<BatchResult<String>> pages = Batch.inOrder(
                client::send, List.of(Request.get(origin + "/"), Request.get(origin + "/feed")), 8, Response::text);
        HttpClient tenant = client.derive(settings -> settings.withDefaults(Headers.of("X-Tenant", "a")));
        Uni<Integer> opened = client.warmUp(URI.create(origin + "/"), 4);
        Uni<Integer> cutOff = client.close(Duration.ofSeconds(5));
        Multi<SseEvent> events = new SseClient(
                        client::send, SsePolicy.DEFAULT, new VertxTimers(vertx, InstantSource.system()), new Random(1))
                .events(Request.get(origin + "/stream"));

        assertThat(get(text)).isEqualTo("text");
        assertThat(get(sum)).isEqualTo(Map.of("b", 2));
        assertThat(get(chunks.collect().asList())).isNotEmpty();
        assertThat(get(((Conditional.Fetched) get(feed)).response().text())).isEqualTo("news");
        assertThat(get(events.toUni()).data()).isEqualTo("x");
        assertThat(get(pages.collect().asList())).extracting(BatchResult::index).containsExactly(0, 1);
        assertThat(get(tenant.send(Request.get(origin + "/")).flatMap(Response::text)))
                .isEqualTo("text");
        assertThat(get(opened)).isEqualTo(4);
        assertThat(get(cutOff)).isZero();

        AdmissionPolicy polite = AdmissionPolicy.DEFAULT
                .withConcurrency(Concurrency.ADAPTIVE)
                .withRates(RatePolicy.NONE
                        .withPerOrigin(RateLimit.perWindow(300, Duration.ofMinutes(5)))
                        .learning());
        Request request = Request.get(origin + "/")
                .with(Priority.CLASS, Priority.CRITICAL)
                .with(RatePolicy.KEY, RateKey.of("account 7", RateLimit.perWindow(30, Duration.ofMinutes(30))))
                .with(RatePolicy.COST, 2);
        Settings settings = Settings.named("polite").withGuard(GuardPolicy.OFF).withAdmission(polite);
        try (HttpClient careful = HttpClient.create(vertx, settings)) {
            assertThat(get(careful.send(request).flatMap(Response::text))).isEqualTo("text");
            assertThat(careful.limit()).isEqualTo(3);
        }
        severalEndpoints(vertx, upstream);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void severalEndpoints(Vertx vertx, Upstream upstream) {
        Endpoints orders = Endpoints.of(
                        "http://orders.internal",
                        Endpoint.of("127.0.0.1", upstream.port()).withWeight(2).inZone("a"),
                        Endpoint.of("127.0.0.1", 8081).inZone("b"))
                .withPolicy(BalancePolicy.DEFAULT
                        .withPicking(Picking.peakEwma())
                        .withCheck(HealthCheck.of("/live").every(Duration.ofSeconds(5)))
                        .preferring("a"));
        upstream.when(Match.get("/live")).reply(Reply.ok());
        NettyDns dns = NettyDns.create(vertx);
        Endpoints stock =
                Endpoints.of("https://stock.internal", DnsEndpoints.ofService(dns, "_https._tcp.stock.internal"));
        try (HttpClient shop = HttpClient.create(vertx, Settings.named("shop").withEndpoints(orders))) {
            Uni<String> text = shop.send(Request.get("http://orders.internal/")).flatMap(Response::text);
            assertThat(get(text)).isEqualTo("text");
            List<EndpointView> views = shop.endpoints();
            assertThat(views).hasSize(2);
        }
        assertThat(stock.origin()).isEqualTo("https://stock.internal:443");
        dns.close();
    }
}
