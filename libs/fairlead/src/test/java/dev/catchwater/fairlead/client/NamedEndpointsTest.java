package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.dns.DnsEndpoints;
import dev.catchwater.fairlead.dns.DnsLookup;
import dev.catchwater.fairlead.dns.DnsPolicy;
import dev.catchwater.fairlead.dns.NettyDns;
import dev.catchwater.fairlead.dns.TinyDns;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.netty.handler.codec.dns.DnsRecordType;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints that DNS names, from the query to the answer, over real sockets under a manual clock. */
class NamedEndpointsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String SERVICE = "_http._tcp.orders.internal";
    private static final Request GET = Request.get("http://orders.internal/");

    @HttpMock
    Upstream one;

    @HttpMock
    Upstream two;

    private final ManualTimers timers = new ManualTimers();
    private final TinyDns server = new TinyDns();
    private final NettyDns dns = NettyDns.create(VERTX, List.of(server.address()), Duration.ofSeconds(5));

    @BeforeEach
    void name() {
        server.says("a.internal", DnsRecordType.A, TinyDns.address("a.internal", 60, "127.0.0.1"));
        server.says(SERVICE, DnsRecordType.SRV, TinyDns.service(SERVICE, 10, 0, 1, one.port(), "a.internal"));
    }

    @AfterEach
    void close() {
        dns.close();
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpClient client(GuardPolicy guard) {
        DnsEndpoints source =
                DnsEndpoints.ofService(dns, SERVICE).withPolicy(DnsPolicy.DEFAULT.withTypes(Set.of(DnsLookup.Type.A)));
        Endpoints endpoints = Endpoints.of("http://orders.internal", source)
                .withPolicy(BalancePolicy.DEFAULT.withPicking(Picking.roundRobin()));
        return HttpClient.create(
                VERTX, Settings.named("orders").withGuard(guard).withEndpoints(endpoints), timers, new Random(1));
    }

    @Test
    void aPrivateAddressFromDnsIsRefusedAndNothingIsSent() {
        try (HttpClient client = client(GuardPolicy.PUBLIC_ONLY)) {
            assertThat(failureOf(client.send(GET)))
                    .isEqualTo(new HttpFailure.Forbidden("orders.internal", "127.0.0.1"));
        }
        assertThat(one.openConnections()).isZero();
    }

    @Test
    void theFirstCallWaitsForTheNameAndLaterOnesFollowItsChanges() {
        one.when(Match.any()).reply(Reply.ok("one"));
        two.when(Match.any()).reply(Reply.ok("two"));
        try (HttpClient client = client(new GuardPolicy(true, Set.of("orders.internal:80")))) {
            assertThat(get(client.send(GET).flatMap(Response::text))).isEqualTo("one");
            server.says(SERVICE, DnsRecordType.SRV, TinyDns.service(SERVICE, 10, 0, 1, two.port(), "a.internal"));
            timers.clock().advance(Duration.ofSeconds(8));
            await().atMost(PATIENCE)
                    .until(() -> client.endpoints().stream()
                            .map(EndpointView::endpoint)
                            .toList()
                            .equals(List.of("127.0.0.1:" + two.port())));
            assertThat(get(client.send(GET).flatMap(Response::text))).isEqualTo("two");
        }
        await().atMost(PATIENCE).until(() -> timers.clock().pending() == 0);
    }
}
