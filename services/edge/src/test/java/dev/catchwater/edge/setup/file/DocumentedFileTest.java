package dev.catchwater.edge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Kind;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Query;
import dev.catchwater.edge.route.RateLimit;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.fairlead.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file that the README shows. */
class DocumentedFileTest {
    private final String readme;

    DocumentedFileTest() throws IOException {
        readme = Files.readString(Path.of(System.getProperty("basedir", ""), "README.md"));
    }

    private String shown() {
        MatchResult block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .findFirst()
                .orElseThrow();
        return block.group(1);
    }

    private Routes routes() {
        return switch (RouteFile.read(shown(), Map.of("EDGE_TOKEN", "hush")::get)) {
            case RouteFile.Read.Good(Routes routes) -> routes;
            case RouteFile.Read.Bad bad -> throw new AssertionError(bad.faults());
        };
    }

    @Test
    void itsGroupHasAllThatItSays() {
        OriginGroup shop = routes().named("assets").orElseThrow().origins();
        assertThat(shop.origins())
                .extracting(origin -> origin.uri() + " " + origin.weight() + " " + origin.tier())
                .containsExactly(
                        "http://10.0.0.1:8080 1.0 0", "http://10.0.0.2:8080 2.0 0", "http://10.0.1.1:8080 1.0 1");
        assertThat(shop.host()).isEqualTo(new OriginGroup.HostField.OfClient());
        assertThat(shop.send()).isEqualTo(Headers.of("X-Edge-Token", "hush"));
        assertThat(shop.toString()).doesNotContain("hush");
        assertThat(shop.check()).contains("/health");
        OriginGroup usual = OriginGroup.of("shop", List.of(URI.create("http://10.0.0.1:8080")));
        assertThat(shop)
                .usingRecursiveComparison()
                .comparingOnlyFields("checkEvery", "connect", "firstByte", "idle", "connections", "attempts")
                .isEqualTo(usual);
    }

    @Test
    void itsFirstRouteHasAllThatItSays() {
        Route assets = routes().routes().getFirst();
        assertThat(assets.match())
                .isEqualTo(new Match(
                        List.of("shop.example.org", "*.cdn.example.org"),
                        List.of(new Match.Path("/assets", false), new Match.Path("/favicon.ico", true)),
                        List.of()));
        assertThat(assets.key())
                .isEqualTo(new KeyPolicy(
                        Query.of("v"),
                        List.of(new KeyPolicy.KeyField("X-Device", Set.of("mobile", "desktop"))),
                        Set.of(),
                        KeyPolicy.OtherCookies.DROP));
        assertThat(assets.lifetimes())
                .isEqualTo(new Lifetimes(
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(Duration.ofMinutes(10)),
                        Map.of(404, Duration.ofSeconds(10), 410, Duration.ofMinutes(1)),
                        Duration.ofDays(30),
                        true,
                        Set.of(Lifetimes.Despite.NO_CACHE),
                        Lifetimes.SetCookie.PASS,
                        Duration.ofMinutes(1),
                        Duration.ofDays(1),
                        Duration.ofDays(2),
                        false));
        assertThat(assets.compression())
                .isEqualTo(new Compression(
                        List.of(Compression.Coding.BR, Compression.Coding.ZSTD, Compression.Coding.GZIP),
                        1_024,
                        Set.of("text/*", "image/svg+xml")));
        assertThat(assets.limits()).isEqualTo(new Limits(10 << 20, 1 << 30));
        assertThat(assets.rate()).contains(new RateLimit(50, 100));
    }

    @Test
    void itsOtherRoutesAreShort() {
        assertThat(routes().routes()).extracting(Route::name).containsExactly("assets", "beta", "everything-else");
        assertThat(routes().routes().get(1).match().fields())
                .containsExactly(new Match.Field("X-Beta", Optional.of("1")));
        assertThat(routes().routes().get(2).lifetimes()).isEqualTo(Kind.PAGE.lifetimes());
    }

    @Test
    void everyKindIsInTheTable() {
        assertThat(Kind.ALL).allSatisfy(kind -> assertThat(readme).contains("\n| `" + kind.name() + "` |"));
    }
}
