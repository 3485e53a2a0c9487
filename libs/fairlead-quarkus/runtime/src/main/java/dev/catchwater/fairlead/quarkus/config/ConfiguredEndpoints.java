package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.dns.DnsEndpoints;
import dev.catchwater.fairlead.dns.DnsLookup;
import dev.catchwater.fairlead.dns.DnsPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of the settings that says where the endpoints of origins are. */
final class ConfiguredEndpoints {
    private static final int LAST_PORT = 65_535;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Keys keys;
    private final Surroundings surroundings;

    ConfiguredEndpoints(Keys keys, Surroundings surroundings) {
        this.keys = keys;
        this.surroundings = surroundings;
    }

    Settings addTo(Settings settings, Map<String, EndpointsConfig> all) {
        Settings more = settings;
        for (Map.Entry<String, EndpointsConfig> one : all.entrySet()) {
            Keys in = keys.named("endpoints", one.getKey());
            URI origin =
                    ConfiguredCredentials.origin(in, "origin", one.getValue().origin());
            String name = Request.originOf(origin);
            if (more.endpoints().stream().anyMatch(other -> other.origin().equals(name))) {
                throw in.wrong("origin", "is " + origin + ", but that has endpoints already");
            }
            more = more.withEndpoints(Endpoints.of(name, source(in, URI.create(name), one.getValue()))
                    .withPolicy(ConfiguredBalance.of(in, one.getValue())));
        }
        return more;
    }

    private EndpointSource source(Keys in, URI origin, EndpointsConfig config) {
        DnsConfig dns = config.dns();
        long named = Stream.of(config.addresses(), dns.host(), dns.service())
                .filter(Optional::isPresent)
                .count();
        DnsPolicy policy = policy(in.in("dns"), dns);
        DnsLookup lookup =
                surroundings.dns(servers(in.in("dns"), dns), in.in("dns").brief("timeout", dns.timeout()));
        int port = in.in("dns").between("port", dns.port().orElse(origin.getPort()), 1, LAST_PORT);
        if (named == 0) {
            throw in.missing("*", "names no endpoints: it needs addresses, dns.host or dns.service");
        }
        if (named > 1) {
            throw in.wrong("*", "must have one of addresses, dns.host and dns.service");
        }
        if (config.addresses().isPresent()) {
            return EndpointSource.of(config.addresses().get().stream()
                    .map(text -> endpoint(in, text))
                    .toList());
        }
        DnsEndpoints found = dns.host().isPresent()
                ? DnsEndpoints.ofHost(lookup, dns.host().get(), port)
                : DnsEndpoints.ofService(lookup, dns.service().orElseThrow());
        return found.withPolicy(policy);
    }

    private static DnsPolicy policy(Keys in, DnsConfig dns) {
        Duration least = in.between("min-ttl", dns.minTtl(), Duration.ofMillis(1), WEEK);
        Duration most = in.between("max-ttl", dns.maxTtl(), least, WEEK);
        if (dns.types().isEmpty() || dns.types().contains(DnsLookup.Type.SRV)) {
            throw in.wrong("types", "must have A, AAAA or both");
        }
        return DnsPolicy.DEFAULT
                .withTypes(dns.types())
                .withTtl(least, most)
                .withStale(in.notNegative("stale", dns.stale()));
    }

    private static List<InetSocketAddress> servers(Keys in, DnsConfig dns) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String text : dns.servers().orElse(List.of())) {
            Endpoint server = authority(in, "servers", text);
            servers.add(new InetSocketAddress(server.address(), server.port()));
        }
        return servers;
    }

    /** {@code address:port}, and what follows after semicolons. */
    private static Endpoint endpoint(Keys in, String text) {
        String[] parts = text.strip().split(";", -1);
        Endpoint endpoint = authority(in, "addresses", parts[0]);
        for (int i = 1; i < parts.length; i++) {
            endpoint = with(in, endpoint, parts[i].strip());
        }
        return endpoint;
    }

    private static Endpoint with(Keys in, Endpoint endpoint, String part) {
        int at = part.indexOf('=');
        String value = part.substring(at + 1);
        try {
            return switch (part.substring(0, Math.max(at, 0))) {
                case "weight" -> endpoint.withWeight(Double.parseDouble(value));
                case "priority" -> endpoint.withPriority(Integer.parseInt(value));
                case "zone" -> endpoint.inZone(value);
                default -> throw new IllegalArgumentException("only weight, priority and zone are known");
            };
        } catch (IllegalArgumentException unfit) {
            throw in.wrong("addresses", "has " + part + ", but " + unfit.getMessage());
        }
    }

    private static Endpoint authority(Keys in, String key, String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(colon, 0));
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            if (!bracketed && host.indexOf(':') >= 0) {
                throw new IllegalArgumentException("an IPv6 address stands in brackets");
            }
            InetAddress address = InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return Endpoint.of(address, Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException unfit) {
            throw in.wrong(key, "has " + text + ", but must have address:port, an IPv6 address in brackets");
        }
    }
}
