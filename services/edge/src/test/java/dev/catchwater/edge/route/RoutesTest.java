package dev.catchwater.edge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.catchwater.fairlead.Headers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static final OriginGroup ORIGINS = OriginGroup.of("o", List.of(URI.create("http://127.0.0.1:1")));

    private static Route route(String name, Match match) {
        return Route.of(
                name,
                match,
                ORIGINS,
                KeyPolicy.DEFAULT,
                Lifetimes.DEFAULT,
                Compression.OFF,
                Limits.DEFAULT,
                Optional.empty());
    }

    private static Match match(List<String> hosts, String... paths) {
        return new Match(
                hosts,
                List.of(paths).stream()
                        .map(path -> path.startsWith("=")
                                ? new Match.Path(path.substring(1), true)
                                : new Match.Path(path, false))
                        .toList(),
                List.of());
    }

    private final Routes routes = new Routes(List.of(
            route("exact", match(List.of("shop.example"), "=/a/b")),
            route("assets", match(List.of("shop.example"), "/assets", "/img/")),
            route(
                    "beta",
                    new Match(
                            List.of("shop.example"), List.of(), List.of(new Match.Field("X-Beta", Optional.of("1"))))),
            route("shop", match(List.of("shop.example"))),
            route("below", match(List.of("*.shop.example", "[::1]")))));

    @ParameterizedTest
    @CsvSource({
        "shop.example, /, shop",
        "SHOP.example:8085, /, shop",
        "shop.example., /, shop",
        "shop.example, /a/b, exact",
        "shop.example, /a/b/, shop",
        "shop.example, /assets, assets",
        "shop.example, /assets/x.css, assets",
        "shop.example, /%61ssets/x.css, assets",
        "shop.example, /assets%2Fx, shop",
        "shop.example, /assetsx, shop",
        "shop.example, /img/x, assets",
        "shop.example, /img, shop",
        "a.shop.example, /, below",
        "a.b.shop.example, /, below",
        "[::1]:8085, /, below",
        "evilshop.example, /, ",
        "other.example, /, "
    })
    void theFirstThatFitsHasIt(String host, String path, String name) {
        assertThat(routes.of(host, path, Headers.none()).map(Route::name)).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void aFieldDecides() {
        assertThat(routes.of("shop.example", "/", Headers.of("x-beta", "1")).map(Route::name))
                .contains("beta");
        assertThat(routes.of("shop.example", "/", Headers.of("x-beta", "2")).map(Route::name))
                .contains("shop");
    }

    @Test
    void whatIsBehindAWiderRouteIsCovered() {
        assertThat(match(List.of()).covers(match(List.of("a"), "/x"))).isTrue();
        assertThat(match(List.of("*.a"), "/x").covers(match(List.of("b.a"), "/x/y")))
                .isTrue();
        assertThat(match(List.of("*.a"), "/x").covers(match(List.of("*.b.a"), "=/x")))
                .isTrue();
        assertThat(match(List.of("*.a"), "/x").covers(match(List.of("a"), "/x")))
                .isFalse();
        assertThat(match(List.of("a"), "/x").covers(match(List.of(), "/x"))).isFalse();
        assertThat(match(List.of("a"), "/x").covers(match(List.of("a"), "/xy"))).isFalse();
        assertThat(match(List.of("a"), "=/x").covers(match(List.of("a"), "/x"))).isFalse();
        Match beta = new Match(List.of(), List.of(), List.of(new Match.Field("X-Beta", Optional.empty())));
        assertThat(beta.covers(match(List.of("a")))).isFalse();
        assertThat(match(List.of()).covers(beta)).isTrue();
    }

    @Test
    void namesAreUnique() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Routes(List.of(route("a", Match.ALL), route("a", Match.ALL))));
    }
}
