package dev.catchwater.local.start;

import java.net.URI;
import java.util.Map;

/** What the aggregator gathers in a new installation: three upstreams of the sandbox, so that the first page lives. */
final class Gathering {

    // SandboxOptions.DEMO_TOKEN: it opens nothing but the sandbox.
    private static final String TOKEN = "sandbox-demo-token";

    private Gathering() {}

    static Map<String, String> locally(URI sandbox) {
        return Map.of(
                "FAIRLEAD_GATHER_GUARD_ALLOW",
                sandbox.getAuthority(),
                "CATCHWATER_AGGREGATOR_SEED_SOURCES",
                "feed:%1$s/feeds/marsh/atom.xml,feed:%1$s/feeds/workbench/feed.json,mastodon:%1$s/mastodon/meadow"
                        .formatted(sandbox),
                "CATCHWATER_AGGREGATOR_MASTODON_TOKENS",
                "%1$s/mastodon/meadow=%2$s,%1$s/mastodon/harbour=%2$s".formatted(sandbox, TOKEN),
                // The sandbox writes faster than the world does.
                "CATCHWATER_AGGREGATOR_POLLING_INITIAL",
                "20s",
                "CATCHWATER_AGGREGATOR_POLLING_MIN",
                "10s",
                "CATCHWATER_AGGREGATOR_POLLING_MAX",
                "2m");
    }
}
