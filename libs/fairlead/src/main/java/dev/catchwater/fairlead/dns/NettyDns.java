package dev.catchwater.fairlead.dns;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddresses;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Asks DNS servers over UDP, and over TCP where an answer was cut short, by Netty's resolver: neither the system's nor
 * Vert.x' tell TTLs. A query goes to one server; the next one goes to the next. Thread-safe.
 */
public final class NettyDns implements DnsLookup, AutoCloseable {
    private final DnsNameResolver resolver;

    private NettyDns(DnsNameResolver resolver) {
        this.resolver = resolver;
    }

    /** The system's servers, 5 s for an answer. */
    public static NettyDns create(Vertx vertx) {
        return new NettyDns(builder(vertx, Duration.ofSeconds(5)).build());
    }

    /**
     * These servers, in turn.
     *
     * @param timeout for an answer
     */
    public static NettyDns create(Vertx vertx, List<InetSocketAddress> servers, Duration timeout) {
        var inTurn = DnsServerAddresses.rotational(servers);
        return new NettyDns(builder(vertx, timeout)
                .nameServerProvider(host -> inTurn.stream())
                .build());
    }

    private static DnsNameResolverBuilder builder(Vertx vertx, Duration timeout) {
        VertxInternal inside = (VertxInternal) vertx;
        var transport = inside.transport();
        return new DnsNameResolverBuilder(inside.createEventLoopContext().nettyEventLoop())
                .datagramChannelFactory(transport::datagramChannel)
                .socketChannelFactory(
                        () -> (SocketChannel) transport.channelFactory(false).newChannel())
                .queryTimeoutMillis(timeout.toMillis());
    }

    @Override
    public Uni<DnsAnswer> query(String name, Type type) {
        return Uni.createFrom().emitter(emitter -> {
            var answer = resolver.query(new DefaultDnsQuestion(name, recordType(type)));
            emitter.onTermination(() -> answer.cancel(false));
            answer.addListener((Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done) ->
                    answered(done, name, type, emitter));
        });
    }

    private static void answered(
            Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done,
            String name,
            Type type,
            UniEmitter<? super DnsAnswer> emitter) {
        if (!done.isSuccess()) {
            emitter.fail(new IOException("no answer from DNS about " + name, done.cause()));
            return;
        }
        AddressedEnvelope<DnsResponse, InetSocketAddress> envelope = done.getNow();
        try {
            emitter.complete(Records.read(envelope.content(), name, recordType(type)));
        } catch (IOException | RuntimeException unreadable) {
            emitter.fail(unreadable);
        } finally {
            envelope.release();
        }
    }

    private static DnsRecordType recordType(Type type) {
        return switch (type) {
            case A -> DnsRecordType.A;
            case AAAA -> DnsRecordType.AAAA;
            case SRV -> DnsRecordType.SRV;
        };
    }

    @Override
    public void close() {
        resolver.close();
    }
}
