package dev.catchwater.fairlead.dns;

import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.dns.TinyDns.address;
import static dev.catchwater.fairlead.dns.TinyDns.alias;
import static dev.catchwater.fairlead.dns.TinyDns.service;
import static dev.catchwater.fairlead.dns.TinyDns.soa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.dns.DnsLookup.Type;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server on loopback. */
class NettyDnsTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final TinyDns server = new TinyDns();
    private final NettyDns dns = NettyDns.create(VERTX, List.of(server.address()), Duration.ofSeconds(5));

    @AfterEach
    void close() {
        dns.close();
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void addressesOfBothFamiliesComeWithTheirTtls() {
        server.says(
                "orders.test",
                DnsRecordType.A,
                address("orders.test", 7, "192.0.2.1"),
                address("orders.test", 9, "192.0.2.2"));
        server.says("orders.test", DnsRecordType.AAAA, address("orders.test", 5, "2001:db8::1"));
        assertThat(get(dns.query("orders.test", Type.A)).records())
                .containsExactly(
                        new DnsAnswer.Address(InetAddress.ofLiteral("192.0.2.1"), Duration.ofSeconds(7)),
                        new DnsAnswer.Address(InetAddress.ofLiteral("192.0.2.2"), Duration.ofSeconds(9)));
        assertThat(get(dns.query("orders.test", Type.AAAA)).records())
                .containsExactly(new DnsAnswer.Address(InetAddress.ofLiteral("2001:db8::1"), Duration.ofSeconds(5)));
        assertThat(get(dns.query("orders.test", Type.A)).records()).hasSize(2);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void anAliasShortensTheTtlOfWhatItLeadsTo() {
        server.says(
                "www.test",
                DnsRecordType.A,
                alias("www.test", 3, "orders.test"),
                address("orders.test", 60, "192.0.2.1"));
        assertThat(get(dns.query("www.test", Type.A)).records())
                .containsExactly(new DnsAnswer.Address(InetAddress.ofLiteral("192.0.2.1"), Duration.ofSeconds(3)));
    }

    @Test
    void servicesComeWithPriorityWeightPortAndTarget() {
        server.says(
                "_http._tcp.test",
                DnsRecordType.SRV,
                service("_http._tcp.test", 30, 1, 2, 8080, "a.test"),
                service("_http._tcp.test", 30, 0, 0, 0, ""));
        assertThat(get(dns.query("_http._tcp.test", Type.SRV)).records())
                .containsExactly(
                        new DnsAnswer.Service(1, 2, 8080, "a.test.", Duration.ofSeconds(30)),
                        new DnsAnswer.Service(0, 0, 0, "", Duration.ofSeconds(30)));
    }

    @Test
    void thatThereIsNothingIsAnAnswerWithTheTtlOfItsZone() {
        server.refuses("no.test", DnsRecordType.A, DnsResponseCode.NXDOMAIN, soa("test", 900, 60));
        server.says("no.test", DnsRecordType.AAAA, soa("test", 30, 60));
        assertThat(get(dns.query("no.test", Type.A))).isEqualTo(new DnsAnswer(List.of(), Duration.ofSeconds(60)));
        assertThat(get(dns.query("no.test", Type.AAAA))).isEqualTo(new DnsAnswer(List.of(), Duration.ofSeconds(30)));
    }

    @Test
    void aServerThatCannotSayIsAFailureAndSoIsASilentOne() {
        server.refuses("orders.test", DnsRecordType.A, DnsResponseCode.SERVFAIL);
        assertThatThrownBy(() -> get(dns.query("orders.test", Type.A))).hasRootCauseInstanceOf(IOException.class);
        server.fallSilent();
        try (NettyDns hasty = NettyDns.create(VERTX, List.of(server.address()), Duration.ofMillis(50))) {
            assertThatThrownBy(() -> get(hasty.query("orders.test", Type.A)))
                    .hasMessageContaining("no answer from DNS about orders.test");
        }
    }
}
