package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lane;
import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.route.Route;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.caching.CachingStage;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;

/** Asks origins for heads, past the store, by the clients that serve requests. */
public final class OriginProbe implements Lookups.Probe {
    private final Lanes lanes;
    private final InstantSource clock;

    public OriginProbe(Lanes lanes, InstantSource clock) {
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public Uni<OriginResponse> ask(Route route, CacheRequest request) {
        URI uri = request.uri();
        return lanes.of(uri.getRawAuthority(), path(uri), request.headers())
                .map(lane -> ask(lane, request))
                .orElseGet(() -> Uni.createFrom().failure(new IllegalStateException("the route is gone")));
    }

    private Uni<OriginResponse> ask(Lane lane, CacheRequest request) {
        URI uri = request.uri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        URI target =
                URI.create(lane.origin().getScheme() + "://" + lane.origin().getRawAuthority() + path(uri) + query);
        String host = lane.host().isEmpty() ? uri.getRawAuthority() : lane.host();
        Headers fields = Headers.of("Host", host).and(request.headers().without("Host"));
        Instant sent = clock.instant();
        return lane.client()
                .proceed(Request.of(request.method(), target)
                        .withHeaders(fields)
                        .withCodingsLeft()
                        .with(CachingStage.BYPASS, true))
                .map(answer -> {
                    answer.body().cancel();
                    return new OriginResponse(answer.status(), answer.headers(), sent, clock.instant());
                });
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }
}
