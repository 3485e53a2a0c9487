package dev.catchwater.edge.flow;

import dev.catchwater.edge.Plane;
import dev.catchwater.edge.flow.hit.Hits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.SslChannelProvider;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server of Vert.x with a {@link Guard} before its decoder. Vert.x 4.5 has no place for one: without TLS it sets up a
 * connection's pipeline when its first bytes come, and its own hook is called behind the first request.
 */
final class GuardedServer extends HttpServerImpl {
    static final Set<String> TLS = Set.of("TLSv1.2", "TLSv1.3");

    private final Plane knobs;
    private final Hits hits;
    private final boolean secure;
    private final Crowd crowd;
    private volatile @Nullable Channel listening;
    private volatile @Nullable SslChannelProvider replaced;

    GuardedServer(VertxInternal vertx, HttpServerOptions options, Plane knobs, Hits hits, Crowd crowd) {
        super(vertx, options);
        this.knobs = knobs;
        this.hits = hits;
        this.secure = options.isSsl();
        this.crowd = crowd;
        connectionHandler(this::connected);
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(
            ContextInternal context, SocketAddress address, @Nullable GlobalTrafficShapingHandler shaping) {
        BiConsumer<Channel, SslChannelProvider> usual = super.childHandler(context, address, shaping);
        return (channel, tls) -> {
            listening = channel.parent();
            if (crowd.join(channel) > knobs.maxConnections()) {
                var _ = channel.close();
                return;
            }
            SslChannelProvider newer = replaced;
            usual.accept(channel, newer == null ? tls : newer);
            if (!secure) {
                channel.pipeline().addFirst(Guard.NAME, guard());
            }
        };
    }

    /** What serves these certificates; the same for all servers of a port. */
    Future<SslChannelProvider> provider(ServerNames certificates) {
        SSLOptions options = new SSLOptions()
                .setKeyCertOptions(KeyCertOptions.wrap(certificates))
                .setEnabledSecureTransportProtocols(TLS);
        return createSSLHelper().buildChannelProvider(options, vertx.getOrCreateContext());
    }

    /** For connections from now on. Vert.x' own update has none to offer while it is being made, and fails who comes then. */
    void use(SslChannelProvider provider) {
        replaced = provider;
    }

    private Guard guard() {
        return new Guard(knobs.maxHeadBytes(), knobs.headTimeout(), hits.shortcut(secure), secure);
    }

    /** Over TLS the pipeline is there before the first byte is read, else when the first request is whole. */
    private void connected(HttpConnection connection) {
        crowd.speaks(connection);
        ChannelPipeline pipeline =
                ((ConnectionBase) connection).channelHandlerContext().pipeline();
        if (secure && pipeline.get(Guard.DECODER) != null) {
            pipeline.addBefore(Guard.DECODER, Guard.NAME, guard());
        }
        if (pipeline.get(Guard.NAME) instanceof Guard guard && pipeline.get(Guard.ENCODER) != null) {
            guard.shortcut().follow(pipeline, Guard.ENCODER);
        }
    }

    /** Takes no more connections; those that are there stay. Closing the server would cut them off. */
    void stopListening() {
        Channel channel = listening;
        if (channel != null) {
            var _ = channel.close();
        }
    }
}
