package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.dns.DnsLookup;
import dev.catchwater.fairlead.dns.NettyDns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One resolver for all who ask the same servers; opened when the first one asks. */
final class DnsLookups {
    private record Servers(List<InetSocketAddress> servers, Duration timeout) {}

    private final Vertx vertx;
    private final Map<Servers, NettyDns> open = new HashMap<>();
    private boolean closed;

    DnsLookups(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param servers none: the system's */
    DnsLookup by(List<InetSocketAddress> servers, Duration timeout) {
        Servers key = new Servers(List.copyOf(servers), timeout);
        return (name, type) -> Uni.createFrom().deferred(() -> resolver(key).query(name, type));
    }

    private synchronized NettyDns resolver(Servers key) {
        if (closed) {
            throw new IllegalStateException("the application has stopped");
        }
        return open.computeIfAbsent(
                key,
                same -> same.servers().isEmpty()
                        ? NettyDns.create(vertx)
                        : NettyDns.create(vertx, same.servers(), same.timeout()));
    }

    synchronized void close() {
        closed = true;
        open.values().forEach(NettyDns::close);
        open.clear();
    }
}
