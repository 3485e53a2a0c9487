package dev.catchwater.fairlead.dns;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Endpoints by a name in DNS, looked up ahead of the end of their TTL. They are guarded like any address from DNS: a
 * private one is refused unless the guard's policy lets the origin have it.
 */
public final class DnsEndpoints implements EndpointSource {
    /** SRV targets whose addresses are looked up; of more, those of the lowest priorities and greatest weights. */
    static final int MAX_TARGETS = 64;

    private final DnsLookup lookup;
    private final DnsPolicy policy;
    private final String name;
    private final Optional<Integer> port;

    private DnsEndpoints(DnsLookup lookup, DnsPolicy policy, String name, Optional<Integer> port) {
        this.lookup = lookup;
        this.policy = policy;
        this.name = name;
        this.port = port;
    }

    /** All addresses of a host, at this port. */
    public static DnsEndpoints ofHost(DnsLookup lookup, String host, int port) {
        return new DnsEndpoints(lookup, DnsPolicy.DEFAULT, host, Optional.of(port));
    }

    /** The hosts, ports, priorities and weights of a service, e.g. {@code _http._tcp.orders.internal} (RFC 2782). */
    public static DnsEndpoints ofService(DnsLookup lookup, String service) {
        return new DnsEndpoints(lookup, DnsPolicy.DEFAULT, service, Optional.empty());
    }

    public DnsEndpoints withPolicy(DnsPolicy other) {
        return new DnsEndpoints(lookup, other, name, port);
    }

    @Override
    public Watch open(Listener listener, Timers timers, RandomGenerator random) {
        Refreshing refreshing = new Refreshing(this::find, policy, listener, timers, random);
        refreshing.begin();
        return refreshing;
    }

    private Uni<Found> find() {
        return port.isPresent()
                ? addresses(name).map(found -> endpoints(found, port.get(), 1, 0))
                : lookup.query(name, DnsLookup.Type.SRV).flatMap(this::services);
    }

    private Uni<Found> services(DnsAnswer answer) {
        List<DnsAnswer.Service> services = answer.records().stream()
                .filter(DnsAnswer.Service.class::isInstance)
                .map(DnsAnswer.Service.class::cast)
                // RFC 2782: the root as the only target says that there decidedly is no service.
                .filter(service -> !service.target().isEmpty() && service.port() > 0)
                .sorted(java.util.Comparator.comparingInt(DnsAnswer.Service::priority)
                        .thenComparingInt(service -> -service.weight()))
                .limit(MAX_TARGETS)
                .toList();
        if (services.isEmpty()) {
            return Uni.createFrom().item(new Found(List.of(), negative(answer)));
        }
        List<Uni<Found>> all = services.stream()
                .map(service -> addresses(service.target())
                        .map(found -> endpoints(found, service.port(), weight(service), service.priority()))
                        .map(found -> new Found(found.endpoints(), least(found.ttl(), service.ttl()))))
                .toList();
        return Uni.join().all(all).andFailFast().map(DnsEndpoints::together);
    }

    /** RFC 2782: a weight of 0 has a very small chance beside others. */
    private static double weight(DnsAnswer.Service service) {
        return Math.max(service.weight(), 0.1);
    }

    private Uni<DnsAnswer> addresses(String host) {
        List<Uni<DnsAnswer>> asked = policy.types().stream()
                .sorted()
                .map(type -> lookup.query(host, type))
                .toList();
        // Half an answer would pass for the whole: a family that failed would seem to have gone.
        return Uni.join().all(asked).andFailFast().map(answers -> {
            List<DnsAnswer.Entry> records = new ArrayList<>();
            answers.forEach(answer -> records.addAll(answer.records()));
            Duration negative = answers.stream()
                    .map(DnsEndpoints::negative)
                    .min(Duration::compareTo)
                    .orElse(Duration.ZERO);
            return new DnsAnswer(records, negative);
        });
    }

    private static Duration negative(DnsAnswer answer) {
        return answer.records().stream()
                .map(DnsAnswer.Entry::ttl)
                .min(Duration::compareTo)
                .orElse(answer.negativeTtl());
    }

    private static Found endpoints(DnsAnswer answer, int port, double weight, int priority) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (DnsAnswer.Entry entry : answer.records()) {
            if (entry instanceof DnsAnswer.Address(var address, var ttl)) {
                endpoints.add(Endpoint.of(address, port).withWeight(weight).withPriority(priority));
            }
        }
        return new Found(endpoints, negative(answer));
    }

    private static Found together(List<Found> parts) {
        List<Endpoint> endpoints = new ArrayList<>();
        parts.forEach(part -> endpoints.addAll(part.endpoints()));
        return new Found(
                endpoints,
                parts.stream().map(Found::ttl).min(Duration::compareTo).orElse(Duration.ZERO));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    @Override
    public String toString() {
        return "DNS " + name + port.map(number -> ":" + number).orElse("");
    }
}
