package dev.catchwater.fairlead.quarkus.it;

import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Both upstreams of the application, of which only one knows the key and only the other may be cached. */
public class ScriptedUpstream implements QuarkusTestResourceLifecycleManager {
    private final Upstream upstream = Upstream.start();

    @Override
    public Map<String, String> start() {
        upstream.when(Match.get("/places/here"))
                .reply(Reply.ok("52,13").header("Cache-Control", "max-age=3600"), Reply.status(500));
        upstream.when(Match.get("/forecast/52,13").header("X-Api-Key", "k3y")).reply(Reply.ok("sun"));
        upstream.when(Match.get("/warnings"))
                .reply(Reply.ok("storm").header("Cache-Control", "max-age=3600"), Reply.status(500));
        String authority = "127.0.0.1:" + upstream.port();
        return Map.of(
                "upstream",
                "http://" + authority,
                "fairlead.weather.guard.allow",
                authority,
                "fairlead.\"geo.api\".guard.allow",
                authority,
                "fairlead.warnings.guard.allow",
                authority,
                "fairlead.others.guard.allow",
                authority);
    }

    @Override
    public void stop() {
        upstream.close();
    }
}
