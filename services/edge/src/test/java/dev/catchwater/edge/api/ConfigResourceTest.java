package dev.catchwater.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.catchwater.edge.setup.file.WatchedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigResourceTest {
    @TempDir
    Path folder;

    private static String shown(ConfigResource.ConfigView view) throws JsonProcessingException {
        return JsonMapper.builder().addModule(new JavaTimeModule()).build().writeValueAsString(view);
    }

    @Test
    void routesAreShownInTheWordsOfTheFileWithoutSecrets() throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), """
                origins:
                  shop:
                    servers: [http://10.0.0.1, http://10.0.0.2]
                    send: {X-Edge-Token: "${TOKEN}", X-Plain: hush-too}
                routes:
                  - name: gate
                    match: {host: a.example, path: =/x, header: {X-Auth: hush-hush, X-Beta: "1"}}
                    origins: shop
                    kind: page
                """);
        ConfigResource resource =
                new ConfigResource(new WatchedRoutes(file, name -> "hush", () -> Instant.EPOCH), () -> 8085);
        RouteView route = resource.config().routes().getFirst();
        assertThat(shown(resource.config())).doesNotContain("hush").contains("X-Edge-Token", "(hidden)");
        assertThat(route.match())
                .containsExactly("host a.example", "path =/x", "header X-Auth: (hidden)", "header X-Beta: 1");
        assertThat(route.terms())
                .containsEntry("freshness.default", "1s")
                .containsEntry("key.other-cookies", "bypass")
                .containsEntry("compression", "br, zstd, gzip");
        assertThat(route.origins().servers())
                .extracting(RouteView.ServerView::url)
                .contains("http://10.0.0.2");
    }

    @Test
    void aChangeThatIsRefusedIsShownWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), "routes: [{name: a, origins: http://a}]");
        WatchedRoutes routes = new WatchedRoutes(file, name -> null, () -> Instant.EPOCH);
        ConfigResource resource = new ConfigResource(routes, () -> 8085);
        assertThat(resource.config().refused()).isNull();
        Files.writeString(file, "routes:\n  - {name: a, orgins: http://a, origins: http://a}");
        routes.look();
        assertThat(resource.config().version()).isOne();
        assertThat(shown(resource.config()))
                .contains(
                        "\"line\":2,\"column\":15,\"message\":\"unknown key \\\"orgins\\\"; did you mean \\\"origins\\\"?\"");
    }
}
