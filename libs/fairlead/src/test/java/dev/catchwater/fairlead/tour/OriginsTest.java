package dev.catchwater.fairlead.tour;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.dns.DnsEndpoints;
import dev.catchwater.fairlead.dns.NettyDns;
import dev.catchwater.fairlead.dns.TinyDns;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.netty.handler.codec.dns.DnsRecordType;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tour's origins of several endpoints, and beginnings and ends of clients. */
class OriginsTest extends Tour {
    private static final String SERVICE = "_https._tcp.stock.internal";

    @Test
    void endpoints() {
        try (ExampleOrg one = new ExampleOrg(vertx, "orders.internal");
                ExampleOrg two = new ExampleOrg(vertx, "orders.internal")) {
            one.text("GET /", "an order").text("GET /live", "");
            two.text("GET /", "an order").text("GET /live", "");
            Endpoint first = one.endpoint();
            Endpoint second = two.endpoint();
            // SHOWN
            Endpoints orders = Endpoints.of(
                            "https://orders.internal", first.withWeight(2).inZone("a"), second.inZone("b"))
                    .withPolicy(BalancePolicy.DEFAULT
                            .withPicking(Picking.peakEwma())
                            .withCheck(HealthCheck.of("/live").every(Duration.ofSeconds(5)))
                            .preferring("a"));
            HttpClient shop = HttpClient.create(vertx, settings.withEndpoints(orders));
            Uni<String> order =
                    shop.send(Request.get("https://orders.internal/")).flatMap(Response::text);
            List<EndpointView> views = shop.endpoints(); // to look at
            // END
            assertThat(get(order)).isEqualTo("an order");
            assertThat(views).extracting(EndpointView::endpoint).contains(first.authority(), second.authority());
            shop.close();
        }
    }

    @Test
    void endpointsFromDns() {
        try (TinyDns server = new TinyDns();
                NettyDns dns = NettyDns.create(vertx, List.of(server.address()), Duration.ofSeconds(5));
                ExampleOrg stocked = new ExampleOrg(vertx, "stock.internal")) {
            stocked.text("GET /", "three left");
            server.says("a.internal", DnsRecordType.A, TinyDns.address("a.internal", 60, "127.0.0.1"));
            server.says(
                    SERVICE,
                    DnsRecordType.SRV,
                    TinyDns.service(SERVICE, 10, 0, 1, stocked.endpoint().port(), "a.internal"));
            // SHOWN
            Endpoints stock =
                    Endpoints.of("https://stock.internal", DnsEndpoints.ofService(dns, "_https._tcp.stock.internal"));
            // Addresses that a name server tells are guarded; private ones are let through by name.
            Settings inside =
                    settings.withEndpoints(stock).withGuard(new GuardPolicy(true, Set.of("stock.internal:443")));
            // END
            try (HttpClient shop = HttpClient.create(vertx, inside)) {
                assertThat(get(shop.send(Request.get("https://stock.internal/")).flatMap(Response::text)))
                        .isEqualTo("three left");
            }
        }
    }

    @Test
    void beginningAndEnd() {
        // SHOWN
        // Connections before they are needed; and an end that waits for what is in flight, up to five seconds.
        Uni<Integer> opened = client.warmUp(URI.create("https://api.example.org/"), 4);
        Uni<Integer> cutOff = client.close(Duration.ofSeconds(5));
        // END
        assertThat(get(opened)).isEqualTo(4);
        assertThat(get(cutOff)).isZero();
    }
}
