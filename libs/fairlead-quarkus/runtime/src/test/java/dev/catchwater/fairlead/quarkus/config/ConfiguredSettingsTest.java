package dev.catchwater.fairlead.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.admission.Concurrency;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.exchange.Protocol;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.tls.Pem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfiguredSettingsTest {
    @Test
    void whatIsNotNamedIsFairleadsOwnDefault() {
        Settings read = Reading.settings(Map.of());
        Settings own = Settings.named("geo.api");
        assertThat(read.timeout()).isEqualTo(own.timeout());
        assertThat(read.protocol()).isEqualTo(own.protocol());
        assertThat(read.defaults()).isEqualTo(own.defaults());
        assertThat(read.propagation()).isEqualTo(own.propagation());
        assertThat(read.redirects()).isEqualTo(own.redirects());
        assertThat(read.retries())
                .usingRecursiveComparison()
                .ignoringFields("failures")
                .isEqualTo(own.retries());
        assertThat(read.admission()).isEqualTo(own.admission());
        assertThat(read.breaker()).isEqualTo(own.breaker());
        assertThat(read.guard()).isEqualTo(own.guard());
        assertThat(read.bounds()).isEqualTo(own.bounds());
        assertThat(read.tls()).isEqualTo(own.tls());
        assertThat(read.cache()).isEmpty();
        assertThat(read.patterns()).isEmpty();
        assertThat(read.cookies()).isEmpty();
        assertThat(read.credentials()).isEmpty();
        assertThat(read.endpoints()).isEmpty();
    }

    @Test
    void whatIsNotNamedOfACacheOrOfEndpointsIsFairleadsOwnDefault() {
        Settings read = Reading.settings(Map.of(
                "cache.max-size", "8M",
                "endpoints.orders.origin", "http://orders",
                "endpoints.orders.addresses", "10.0.0.1:80",
                "endpoints.orders.check.path", "/health"));
        assertThat(read.cache().orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("store")
                .isEqualTo(CachingPolicy.inMemory(8 << 20, 1 << 20));
        assertThat(read.endpoints().getFirst().policy())
                .usingRecursiveComparison()
                .ignoringFields("check.success", "statuses", "failures")
                .isEqualTo(BalancePolicy.DEFAULT.withCheck(HealthCheck.of("/health")));
    }

    @Test
    void endpointsAreThoseOfTheListWithTheirWeights() {
        Settings read = Reading.settings(Map.ofEntries(
                Map.entry("endpoints.orders.origin", "http://orders.internal"),
                Map.entry("endpoints.orders.addresses", "10.0.0.1:8080;weight=3;zone=a, [::1]:81;priority=1"),
                Map.entry("endpoints.orders.picking", "least-requests"),
                Map.entry("endpoints.orders.zone", "a"),
                Map.entry("endpoints.orders.panic", "0"),
                Map.entry("endpoints.orders.ejection.in-a-row", "2"),
                Map.entry("endpoints.orders.slow-start.window", "1s"),
                Map.entry("endpoints.orders.check.path", "/health"),
                Map.entry("endpoints.orders.check.statuses", "204")));
        Endpoints orders = read.endpoints().getFirst();
        assertThat(orders.origin()).isEqualTo("http://orders.internal:80");
        assertThat(orders.policy().picking()).isEqualTo(Picking.leastRequests());
        assertThat(orders.policy().zone()).isEqualTo("a");
        assertThat(orders.policy().panic()).isZero();
        assertThat(orders.policy().ejection().inARow()).isEqualTo(2);
        assertThat(orders.policy().slowStart().window()).isEqualTo(Duration.ofSeconds(1));
        HealthCheck check = orders.policy().check().orElseThrow();
        assertThat(check.path()).isEqualTo("/health");
        assertThat(check.success().test(204)).isTrue();
        assertThat(check.success().test(200)).isFalse();
        List<Endpoint> found = new ArrayList<>();
        Vertx vertx = Vertx.vertx();
        orders.source()
                .open(
                        new EndpointSource.Listener() {
                            @Override
                            public void changed(List<Endpoint> endpoints) {
                                found.addAll(endpoints);
                            }

                            @Override
                            public void failed() {}
                        },
                        new VertxTimers(vertx, InstantSource.system()),
                        new Random(1))
                .close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(found)
                .containsExactly(
                        Endpoint.of("10.0.0.1", 8080).withWeight(3).inZone("a").byTheOperator(),
                        Endpoint.of("::1", 81).withPriority(1).byTheOperator());
    }

    @Test
    void everyGroupReachesItsPolicy() {
        Settings read = Reading.settings(Map.ofEntries(
                Map.entry("timeout", "2s"),
                Map.entry("headers.\"X-Api-Key\"", "k3y"),
                Map.entry("deadline-header", "X-Deadline"),
                Map.entry("redirects.max-hops", "2"),
                Map.entry("retry.attempts", "5"),
                Map.entry("retry.budget.share", "0.5"),
                Map.entry("admission.in-flight", "7"),
                Map.entry("admission.adaptive", "true"),
                Map.entry("rate.per-origin.count", "300"),
                Map.entry("rate.per-origin.window", "5m"),
                Map.entry("breaker.in-a-row", "3"),
                Map.entry("guard.allow", "127.0.0.1:8090,[::1]:80"),
                Map.entry("bounds.max-body", "2M"),
                Map.entry("tls.authorities", "/etc/ca.pem"),
                Map.entry("tls.system", "false"),
                Map.entry("patterns", "32"),
                Map.entry("retry.methods", "GET,POST"),
                Map.entry("rate.redis.parts", "3"),
                Map.entry("cookies.enabled", "true"),
                Map.entry("protocol", "http-2-prior-knowledge"),
                Map.entry("secret-headers.X-Token.env", "TOKEN"),
                Map.entry("cache.mode", "shared"),
                Map.entry("cache.stale-if-error", "1m"),
                Map.entry("cache.collapse.max-waiters", "0"),
                Map.entry("cache.max-size", "8M")));
        assertThat(read.patterns()).contains(new PatternPolicy(32));
        assertThat(read.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.defaults().first("X-Api-Key")).hasValue("k3y");
        assertThat(read.propagation().header()).isEqualTo("X-Deadline");
        assertThat(read.redirects().maxHops()).isEqualTo(2);
        assertThat(read.retries().maxAttempts()).isEqualTo(5);
        assertThat(read.retries().budget().share()).isEqualTo(0.5);
        assertThat(read.admission().maxInFlight()).isEqualTo(7);
        assertThat(read.admission().concurrency()).isEqualTo(Concurrency.ADAPTIVE);
        assertThat(read.admission().rates().perOrigin()).hasValue(RateLimit.perWindow(300, Duration.ofMinutes(5)));
        assertThat(read.breaker().trip().inARow()).isEqualTo(3);
        assertThat(read.guard().allowed()).isEqualTo(Set.of("127.0.0.1:8090", "[::1]:80"));
        assertThat(read.bounds().maxBodyBytes()).isEqualTo(2 << 20);
        assertThat(read.tls().authorities()).containsExactly(Pem.file(Path.of("/etc/ca.pem")));
        assertThat(read.tls().system()).isFalse();
        assertThat(read.retries().methods()).containsExactlyInAnyOrder(Method.GET, Method.POST);
        assertThat(read.admission().rates().sharing().orElseThrow().parts()).isEqualTo(3);
        assertThat(read.cookies()).isPresent();
        assertThat(read.protocol()).isEqualTo(Protocol.HTTP_2_PRIOR_KNOWLEDGE);
        assertThat(read.defaults().first("X-Token")).hasValue("env/TOKEN");
        assertThat(read.cache().orElseThrow().rules())
                .usingRecursiveComparison()
                .isEqualTo(CachePolicy.SHARED.withStale(Duration.ZERO, Duration.ofMinutes(1)));
        assertThat(read.cache().orElseThrow().collapse().maxWaiters()).isZero();
    }

    @Test
    void keysThatDoNotFitTogetherAreNamedByTheirGroup() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Reading.settings(Map.of("retry.base-delay", "10s", "retry.max-delay", "1s")))
                .withMessageContaining("fairlead.\"geo.api\".retry.*");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Reading.settings(Map.of("tls.key", "/etc/key.pem")))
                .withMessageContaining("fairlead.\"geo.api\".tls.certificate is missing");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Reading.settings(
                        Map.of("tls.key", "/k", "tls.certificate", "/c", "tls.configuration-name", "n")))
                .withMessageContaining("fairlead.\"geo.api\".tls.configuration-name");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Reading.settings(Map.of("tls.pins.\"a.example\"", "sha256/short")))
                .withMessageContaining("fairlead.\"geo.api\".tls.pins.\"a.example\"");
    }
}
