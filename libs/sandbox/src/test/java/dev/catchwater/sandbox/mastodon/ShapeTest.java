package dev.catchwater.sandbox.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the sandbox's answers against those that a real 4.6 server gave: same keys, same types, both ways. */
class ShapeTest {

    private static final String AUTH = "Bearer " + SandboxOptions.DEMO_TOKEN;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keys that the recordings have in another type than the sandbox, each with its reason. */
    private static final Map<String, String> OTHER_TYPE = Map.of(
            "status.media_attachments[].description",
            "recorded only without a description; entities/MediaAttachment: String");

    /** Recorded keys that the sandbox has no occasion to send, each with its reason. */
    private static final Map<String, String> NEVER_SENT = Map.ofEntries(
            Map.entry("status.poll.*", "nobody in the world makes polls"),
            Map.entry("status.quote.*", "nobody in the world quotes"),
            Map.entry("status.account.roles[]*", "nobody in the world has a role"),
            Map.entry("account.roles[]*", "nobody in the world has a role"),
            Map.entry("status.account.feature_approval.automatic[]", "nobody in the world allows to be featured"),
            Map.entry("account.feature_approval.automatic[]", "nobody in the world allows to be featured"),
            Map.entry("status.pinned", "only on one's own statuses; the guest writes none by itself"),
            Map.entry("account.source.attribution_domains[]", "nobody in the world writes for other sites"),
            Map.entry("status.text", "only in the answer to a deletion, which is not offered"));

    private static Sandbox sandbox;
    private static Web web;
    private static Path recordings;

    @BeforeAll
    static void start() {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS names no folder of recorded answers");
        recordings = Path.of(vectors, "social", "mastodon", "rest");
        sandbox = Sandbox.start(SandboxOptions.living().withPace(2).withHistory(Duration.ofHours(12)));
        web = new Web(sandbox.baseUri());
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void statusesHaveTheRecordedKeysAndTypesAndNoOthers() throws Exception {
        var real = new Shape();
        recorded("reblogs_count", "content").forEach(status -> real.add("status", status, false));
        var ours = new Shape();
        for (String timeline : List.of("home", "public", "tag/harbour")) {
            String path = "/mastodon/harbour/api/v1/timelines/" + timeline + "?limit=40";
            for (int page = 0; page < 5; page++) {
                JsonNode statuses =
                        JSON.readTree(web.get(path, "Authorization", AUTH).body());
                statuses.forEach(status -> ours.add("status", status, false));
                path = path.replaceAll("&max_id.*", "") + "&max_id="
                        + (statuses.isEmpty()
                                ? "1"
                                : statuses.get(statuses.size() - 1).get("id").asText());
            }
        }
        compare(real, ours);
    }

    @Test
    void anonymousReadersSeeTheRecordedKeysOnly() throws Exception {
        JsonNode recorded = body("test_public_tl_anonymous.json", "/api/v1/timelines/public");
        JsonNode ours = JSON.readTree(
                web.get("/mastodon/harbour/api/v1/timelines/public").body());
        assertThat(names(ours.get(0))).isEqualTo(names(recorded.get(0)));
    }

    @Test
    void accountsHaveTheRecordedKeysAndTypesAndNoOthers() throws Exception {
        for (boolean own : List.of(false, true)) {
            var real = new Shape();
            recorded("followers_count", "username").stream()
                    .filter(account -> account.has("source") == own)
                    .forEach(account -> real.add("account", account, true));
            var ours = new Shape();
            String path = own ? "verify_credentials" : "lookup?acct=liam_quay";
            String body = web.get("/mastodon/harbour/api/v1/accounts/" + path, "Authorization", AUTH)
                    .body();
            ours.add("account", JSON.readTree(body), true);
            compare(real, ours);
        }
    }

    @Test
    void instancesHaveTheRecordedKeysAndTypesAndNoOthers() throws Exception {
        for (String version : List.of("v1", "v2")) {
            var real = new Shape();
            String file = version.equals("v1") ? "test_instance_v1.json" : "test_instance.json";
            real.add("instance", body(file, "/api/" + version + "/instance"), true);
            var ours = new Shape();
            ours.add(
                    "instance",
                    JSON.readTree(web.get("/mastodon/harbour/api/" + version + "/instance")
                            .body()),
                    true);
            compare(real, ours);
        }
    }

    @Test
    void appsAndDiscoveryHaveTheRecordedKeysAndTypesAndNoOthers() throws Exception {
        var real = new Shape();
        real.add("app", body("test_app_account_create.json", "/api/v1/apps"), true);
        real.add("server", body("test_log_in_none.json", "/.well-known/oauth-authorization-server"), true);
        real.add("token", body("test_app_account_create.json", "/oauth/token"), true);
        var ours = new Shape();
        JsonNode app = JSON.readTree(web.post(
                        "/mastodon/harbour/api/v1/apps",
                        "client_name=Shape&scopes=read&redirect_uris=urn:ietf:wg:oauth:2.0:oob",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .body());
        ours.add("app", app, true);
        ours.add(
                "server",
                JSON.readTree(web.get("/mastodon/harbour/.well-known/oauth-authorization-server")
                        .body()),
                true);
        ours.add(
                "token",
                JSON.readTree(web.post(
                                "/mastodon/harbour/oauth/token",
                                "grant_type=client_credentials&client_id="
                                        + app.get("client_id").asText() + "&client_secret="
                                        + app.get("client_secret").asText(),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .body()),
                true);
        compare(real, ours);
    }

    private static void compare(Shape real, Shape ours) {
        var wrong = new ArrayList<String>();
        ours.types.forEach((key, types) -> {
            Set<JsonNodeType> recorded = real.types.get(key);
            if (recorded == null) {
                wrong.add("invented: " + key);
            } else if (!recorded.containsAll(types) && !OTHER_TYPE.containsKey(key)) {
                wrong.add(key + " is " + types + ", recorded " + recorded);
            }
        });
        real.types.forEach((key, types) -> {
            boolean excused = NEVER_SENT.keySet().stream()
                    .anyMatch(name -> key.equals(name)
                            || (name.endsWith("*") && key.startsWith(name.substring(0, name.length() - 1))));
            if (!ours.types.containsKey(key) && !excused) {
                wrong.add("missing: " + key);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Every object in the recordings that has both keys, wherever it stands. */
    private static List<JsonNode> recorded(String key, String other) throws IOException {
        var found = new ArrayList<JsonNode>();
        try (Stream<Path> files = Files.list(recordings)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode exchange : JSON.readTree(file.toFile())) {
                    // A deletion answers with the source text besides: another entity. Other servers run other
                    // versions.
                    if (!exchange.get("method").asText().equals("DELETE")
                            && exchange.get("uri").asText().startsWith("http://localhost:3000/")) {
                        collect(exchange.path("json"), key, other, found);
                    }
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static void collect(JsonNode node, String key, String other, List<JsonNode> found) {
        if (node.has(key) && node.has(other)) {
            found.add(node);
        } else {
            node.forEach(child -> collect(child, key, other, found));
        }
    }

    private static JsonNode body(String file, String path) throws IOException {
        for (JsonNode exchange : JSON.readTree(recordings.resolve(file).toFile())) {
            if (exchange.get("uri").asText().contains(path)
                    && exchange.get("status").asInt() == 200) {
                return exchange.get("json");
            }
        }
        throw new AssertionError(file + " has no " + path);
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The keys of many JSON values, dotted, each with the types that it was seen with. */
    private static final class Shape {
        private final Map<String, EnumSet<JsonNodeType>> types = new TreeMap<>();

        void add(String path, JsonNode node, boolean root) {
            if (!root || !node.isObject()) {
                types.computeIfAbsent(path, key -> EnumSet.noneOf(JsonNodeType.class))
                        .add(node.getNodeType());
            }
            if (node.isObject()) {
                node.properties().forEach(field -> {
                    // A boost's original is a status like any other.
                    String name = path + "." + field.getKey();
                    if (field.getKey().equals("reblog") && field.getValue().isObject()) {
                        types.computeIfAbsent(name, key -> EnumSet.noneOf(JsonNodeType.class))
                                .add(JsonNodeType.OBJECT);
                        add(path, field.getValue(), true);
                    } else {
                        add(name, field.getValue(), false);
                    }
                });
            } else if (node.isArray()) {
                node.forEach(child -> add(path + "[]", child, false));
            }
        }
    }
}
