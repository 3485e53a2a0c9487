package dev.catchwater.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path data;

    @Test
    void itSaysOneLineAndStopsCleanlyOnSigterm() throws Exception {
        Process process = launch("--port", "0", "--seed", "7", "--pace", "0");
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            URI base = ready(output.readLine());
            assertThat(new Web(base).json("/_sandbox/health").getString("status"))
                    .isEqualTo("UP");
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            // 143 is 128 + SIGTERM: the JVM ran its hooks and said why it ended.
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(output.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatWasCommandedSurvivesAKillWhenThereIsADataFolder() throws Exception {
        Process first = launch("--port", "0", "--pace", "0", "--data", data.toString());
        String id;
        String token;
        try (BufferedReader output = first.inputReader(StandardCharsets.UTF_8)) {
            Web web = new Web(ready(output.readLine()));
            String made = web.post("/_sandbox/feeds/gazette/items", "{\"title\":\"Kept\"}")
                    .body();
            String form = "client_name=x&redirect_uris=urn:ietf:wg:oauth:2.0:oob&scopes=read";
            var app = new JsonObject(
                    web.post("/mastodon/harbour/api/v1/apps?" + form, "").body());
            token = new JsonObject(web.post(
                                    "/mastodon/harbour/oauth/token?grant_type=client_credentials&client_id="
                                            + app.getString("client_id") + "&client_secret="
                                            + app.getString("client_secret"),
                                    "")
                            .body())
                    .getString("access_token");
            id = new JsonObject(made).getJsonArray("ids").getString(0);
        } finally {
            first.destroyForcibly().waitFor();
        }
        // As a kill in the middle of a write leaves it.
        Files.writeString(data.resolve("world.jsonl"), "{\"realm\":\"fee", StandardOpenOption.APPEND);
        try (Sandbox again = Sandbox.start(SandboxOptions.living().withPace(0).withData(data))) {
            Web web = new Web(again.baseUri());
            assertThat(web.get("/feeds/gazette/feed.json").body()).contains("tag:gazette.example,2026:" + id, "Kept");
            assertThat(web.json("/mastodon/harbour/api/v1/apps/verify_credentials", "Authorization", "Bearer " + token)
                            .getString("name"))
                    .isEqualTo("x");
            assertThat(again.world().item("gazette", "New", "text")).isGreaterThan(id);
        }
    }

    @Test
    void wrongArgumentsAreSaidInOneSentence() throws Exception {
        Process process = launch("--prot", "1");
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(errors.lines().toList().toString()).contains("unknown option --prot");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    private static URI ready(String line) {
        assertThat(line).startsWith("sandbox ready at http://127.0.0.1:");
        return URI.create(line.substring("sandbox ready at ".length()));
    }

    private static Process launch(String... args) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }
}
