package dev.catchwater.edge.source;

import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.retry.BudgetPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A group of origins as a client that passes on: what comes is left as it is, and addresses are the operator's. */
final class Origins {
    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_WAITING = 4_096;
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** Kept connections break in crowds: half of the calls of the last 10 s may be made again, and 50 a second. */
    private static final BudgetPolicy RETRIES = new BudgetPolicy(0.5, Duration.ofSeconds(10), 50);

    private Origins() {}

    static HttpClient client(Vertx vertx, OriginGroup group) {
        Settings settings = Settings.named("origins-" + group.name())
                .withoutDefaults()
                .withRedirects(RedirectPolicy.NONE)
                .withGuard(GuardPolicy.OFF)
                // Endpoints that fail are ejected; the only one there is is asked all the same.
                .withBreaker(BreakerPolicy.OFF)
                .withRetries(retries(group))
                .withAdmission(new AdmissionPolicy(
                        group.connections() * group.origins().size(), MAX_WAITING, MAX_WAIT))
                .withBounds(new Bounds(
                        group.connect(), group.firstByte(), group.idle(), MAX_HEAD_BYTES, Long.MAX_VALUE, 200));
        return HttpClient.create(
                vertx, group.origins().size() == 1 ? settings : settings.withEndpoints(endpoints(group)));
    }

    /** Failures only: an answer is the client's, whatever its status. */
    private static RetryPolicy retries(OriginGroup group) {
        return group.attempts() <= 1
                ? RetryPolicy.NEVER
                : new RetryPolicy(
                                group.attempts(), Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ZERO, Set.of())
                        .withBudget(RETRIES);
    }

    private static Endpoints endpoints(OriginGroup group) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (OriginGroup.Origin origin : group.origins()) {
            for (InetAddress address : addresses(origin.uri().getHost())) {
                endpoints.add(Endpoint.of(address, port(origin.uri()))
                        .withWeight(origin.weight())
                        .withPriority(origin.tier()));
            }
        }
        BalancePolicy policy = group.check()
                .map(path ->
                        BalancePolicy.DEFAULT.withCheck(HealthCheck.of(path).every(group.checkEvery())))
                .orElse(BalancePolicy.DEFAULT);
        return Endpoints.of(base(group).toString(), endpoints.toArray(Endpoint[]::new))
                .withPolicy(policy);
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException("the origin " + host + " has no address", unknown);
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /** What requests to the group are sent to; certificates have to be for its name. */
    static URI base(OriginGroup group) {
        return group.origins().getFirst().uri();
    }

    static String host(OriginGroup group) {
        return switch (group.host()) {
            case OriginGroup.HostField.OfClient client -> "";
            case OriginGroup.HostField.OfOrigin origin -> base(group).getRawAuthority();
            case OriginGroup.HostField.Named(String name) -> name;
        };
    }
}
