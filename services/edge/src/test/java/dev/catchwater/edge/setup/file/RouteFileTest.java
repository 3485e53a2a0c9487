package dev.catchwater.edge.setup.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.route.Fault;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Kind;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFileTest {
    private static final String GOOD = """
            origins:
              shop: http://127.0.0.1:1
            routes:
              - name: a
                origins: shop
            """;

    private static List<Fault> faults(String text) {
        return switch (RouteFile.read(text, name -> null)) {
            case RouteFile.Read.Bad(List<Fault> faults) -> faults;
            case RouteFile.Read.Good good -> throw new AssertionError("nothing was found wrong");
        };
    }

    static Routes good(String text) {
        return switch (RouteFile.read(text, name -> null)) {
            case RouteFile.Read.Good(Routes routes) -> routes;
            case RouteFile.Read.Bad(List<Fault> faults) -> throw new AssertionError(faults);
        };
    }

    /** Each entry stands in line 6 of a route, from column 5 on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "knd: page|5|unknown key \"knd\"; did you mean \"kind\"?",
                "whatever: 1|5|unknown key \"whatever\"; known here: compression, freshness",
                "kind: pages|11|\"pages\" is unknown; did you mean \"page\"?",
                "kind: [page]|11|\"kind\" takes a single value here",
                "name: b|5|\"name\" is there twice; remove one",
                "match: {host: \"a:80\"}|19|\"a:80\" is no host; write a name without port",
                "match: {host: a/b}|19|\"a/b\" is no host",
                "match: {path: x}|19|the path does not begin with /",
                "match: {path: /a/../b}|19|the path has a dot segment",
                "match: {path: \"/a?b\"}|19|no query",
                "match: []|12|keys belong here, some of host, path, header",
                "key: {query: some}|18|\"some\" is unknown; known here: all, none",
                "key: {query: [a&b]}|19|a parameter is named without &",
                "key: {header: Cookie}|19|\"Cookie\" cannot be part of a key; name the cookies below \"cookie\"",
                "key: {header: \"a b\"}|19|cannot be such a name",
                "key: {other-cookies: keep}|26|\"keep\" is unknown; known here: bypass, drop, forward",
                "freshness: {default: 10}|26|\"10\" is no time; write one like 500ms, 10s, 5m, 2h or 30d",
                "freshness: {default: 500ms}|26|\"500ms\" is out of bounds; it is between 1s and 8760h",
                "freshness: {ttl: 1h}|16|shows one's page to others; add \"other-cookies: bypass\" or \"drop\"",
                "freshness: {despite: [no-store]}|26|\"despite\" is about \"ttl\", which is missing",
                "freshness: {heuristic: yes}|28|\"yes\" is neither true nor false",
                "negative: {200: 1s}|15|\"200\" is no status of an error",
                "stale: {if-error: -1s}|23|\"-1s\" is no time",
                "compression: {codings: [deflate]}|29|\"deflate\" is unknown; known here: br, gzip, zstd",
                "compression: {types: [TEXT/html]}|27|a media type is written like text/html",
                "limits: {request-body: 10MB}|28|\"10MB\" is no size; write one like 512, 64KiB, 10MiB or 1GiB",
                "rate: {per-second: 0}|24|\"0\" is no number between",
                "rate: {burst: 1}|11|\"per-second\" is missing",
                "kind: &a page|11|anchors are not understood",
                "match: {host: *.example.org}|19|this is no YAML",
                "kind: \"page|11|this is no YAML"
            })
    void whatIsWrongIsSaidWithItsPlaceAndItsCure(String entry, int column, String message) {
        List<Fault> faults = faults(GOOD + "    " + entry + "\n");
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().message()).contains(message);
        if (!message.contains("no YAML")) {
            assertThat(faults.getFirst()).extracting(Fault::line, Fault::column).containsExactly(6, column);
        } else {
            assertThat(faults.getFirst().line()).isBetween(6, 7);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop: 10.0.0.1|3|9|this is no origin; write http:// or https://",
                "shop: http://u:secret@a|3|9|this is no origin",
                "shop: http://a/path|3|9|this is no origin",
                "shop: {host: x}|3|9|\"servers\" is missing",
                "shop: {servers: http://a, hst: client}|3|29|unknown key \"hst\"; did you mean \"host\"?",
                "shop: {servers: [http://a, https://b]}|3|9|partly http and partly https",
                "shop: {servers: http://a, send: {Connection: x}}|3|35|\"Connection\" cannot be sent by a group",
                "shop: {servers: http://a, send: {X-A: \"${NOT_THERE}\"}}|3|41|the environment has no printable NOT_THERE",
                "shop: {servers: http://a, connect: 10m}|3|38|\"10m\" is out of bounds; it is between 0.001s and 5m",
                "shop: {servers: [{url: http://a, weight: heavy}]}|3|44|\"heavy\" is no number",
                "shop:|2|3|the group \"shop\" has no servers"
            })
    void whatIsWrongWithAGroupToo(String entry, int line, int column, String message) {
        List<Fault> faults = faults("routes: [{name: a, origins: http://a}]\norigins:\n  " + entry + "\n");
        // A group without value is found where its siblings begin.
        assertThat(faults.getFirst().line()).isEqualTo(entry.equals("shop:") ? 3 : line);
        assertThat(faults.getFirst().column()).isEqualTo(column);
        assertThat(faults.getFirst().message()).contains(message).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "[]",
                "routes: 5",
                "routes: [{origins: http://a}]",
                "routes: [{name: a}]",
                "routes: [{name: a b, origins: http://a}]",
                "routes: [{name: a, origins: shop}]",
                "routes:\n\t- x",
                "a: 1\n---\nb: 2",
                "routes: [{name: a, origins: [http://a, [http://b]]}]",
                "routes: [{? [x] : y, name: a, origins: http://a}]",
                "routes: [{name: a, origins: http://a}, {name: a, origins: http://b, match: {path: /x}}]",
                "routes: [{name: a, origins: http://a}, {name: b, origins: http://b, match: {path: /x}}]"
            })
    void nothingIsTakenFromAFileThatIsWrong(String text) {
        assertThat(faults(text))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.line()).isPositive());
    }

    @Test
    void allThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
        List<Fault> faults = faults(GOOD + "    kind: x\n    rate: 5\n    limits: {stored-body: z}\n");
        assertThat(faults).extracting(Fault::line).containsExactly(6, 7, 8);
    }

    @Test
    void aRouteThatIsNeverReachedIsRefused() {
        assertThat(faults(GOOD + "  - name: b\n    origins: shop\n    match: {path: /x}\n"))
                .singleElement()
                .extracting(Fault::message)
                .asString()
                .contains("no request reaches the route \"b\": \"a\" before it takes them all");
    }

    @Test
    void aBombOfAliasesIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(faults(bomb.toString())).hasSizeLessThanOrEqualTo(20);
        assertThat(faults("[".repeat(2_000))).isNotEmpty();
        assertThat(faults("#".repeat(RouteFile.MOST_CHARS + 1))).isNotEmpty();
    }

    @Test
    void whatIsNotSaidIsAsTheKindHasIt() {
        Route route = good(GOOD + "    kind: static\n    key: {cookie: lang}\n")
                .routes()
                .getFirst();
        assertThat(route.key().otherCookies()).isEqualTo(KeyPolicy.OtherCookies.DROP);
        assertThat(route.key().cookies()).containsExactly("lang");
        assertThat(route.lifetimes()).isEqualTo(Kind.STATIC.lifetimes());
        assertThat(good(GOOD).routes().getFirst())
                .usingRecursiveComparison()
                .ignoringFields("caching")
                .isEqualTo(Route.plain("a", good(GOOD).routes().getFirst().origins()));
    }
}
