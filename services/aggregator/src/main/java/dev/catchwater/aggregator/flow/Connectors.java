package dev.catchwater.aggregator.flow;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.catchwater.aggregator.Connector;
import dev.catchwater.aggregator.post.Platform;
import java.util.List;
import java.util.Map;

/** The connectors, one a platform. */
public final class Connectors {

    private final Map<Platform, Connector> byPlatform;

    /**
     * All that there are.
     *
     * @throws IllegalStateException if two are for one platform
     */
    public Connectors(List<Connector> connectors) {
        byPlatform = connectors.stream().collect(toUnmodifiableMap(Connector::platform, connector -> connector));
    }

    Connector of(Platform platform) {
        Connector connector = byPlatform.get(platform);
        if (connector == null) {
            throw new IllegalStateException("no connector for " + platform.label());
        }
        return connector;
    }
}
