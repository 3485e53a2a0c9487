package dev.catchwater.local.start;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What the edge serves in a new installation: the sandbox. */
final class Caching {

    private static final String FILE = "CATCHWATER_EDGE_ROUTES_FILE";

    private Caching() {}

    /** @param given who names a file of routes has them from there */
    static Map<String, String> locally(URI sandbox, int port, Map<String, String> given) {
        Map<String, String> usual = new HashMap<>();
        usual.put("CATCHWATER_EDGE_PLANE_PORT", Integer.toString(port));
        if (!given.containsKey(FILE)) {
            usual.put("CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS", sandbox.toString());
        }
        return usual;
    }
}
