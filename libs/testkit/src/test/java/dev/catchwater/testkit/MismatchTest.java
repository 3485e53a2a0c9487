package dev.catchwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.testkit.wire.RawRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test is told about a request that nothing matched. */
class MismatchTest {
    @Test
    void everyPartThatDiffersIsShownOnAlignedLines() {
        Match expected =
                Match.post("/orders").query("page", "1").header("Accept", "a").body("hello");
        assertThat(text(request("PUT", "/order?page=2", Map.of("Accept", List.of("b")), "hallo"), expected))
                .contains("""
                    ≠ method expected POST
                             actual   PUT
                    ≠ path   expected /orders
                             actual   /order
                    ≠ query  expected page=1
                             actual   page=2
                    ≠ header expected Accept: a
                             actual   Accept: b
                    ≠ body   expected hello
                             actual   hallo
                """);
    }

    @Test
    void jsonIsComparedByValueAndEachDifferentPlaceNamed() {
        Match expected = Match.post("/").json("{\"a\": 1, \"b\": [true, {\"c\": \"x\"}], \"d\": null}");
        assertThat(expected.matches(post("{\"d\":null,\"b\":[true,{\"c\":\"x\"}],\n\"a\":1.0}")))
                .isTrue();
        assertThat(text(post("{\"a\":2,\"e\":5,\"b\":[true,{\"c\":\"y\"},3]}"), expected))
                .contains("""
                    ≠ json   $.a
                             expected 1
                             actual   2
                             $.b[1].c
                             expected "x"
                             actual   "y"
                             $.b[2]
                             expected absent
                             actual   3
                             $.d
                             expected null
                             actual   absent
                             $.e
                             expected absent
                             actual   5
                """);
        assertThat(text(post("{\"a\":"), expected)).contains("not JSON: ends too early at character 5");
    }

    @Test
    void ofLongBodiesTheFirstDifferenceIsShown() {
        String common = "x".repeat(5000);
        assertThat(text(post(common + "abc"), Match.post("/").body(common + "abd")))
                .contains("expected …" + "x".repeat(38) + "abd", "actual   …" + "x".repeat(38) + "abc")
                .hasSizeLessThan(1500);
    }

    @Test
    void secretsAreNotPrintedNeitherTheExpectedNorTheActualOnes() {
        var headers = Map.of(
                "Authorization", List.of("Bearer actual-token"),
                "Cookie", List.of("sid=actual-cookie"),
                "X-API-Key", List.of("actual-key"));
        Match expected =
                Match.get("/").header("authorization", "Bearer wanted-token").header("Cookie", "sid=wanted");
        Match other = Match.get("/other").header("X-Api-Key", "wanted-key");
        String text = new Mismatch(request("GET", "/", headers, ""), List.of(expected, other)).text();
        assertThat(text)
                .doesNotContain("token", "actual-cookie", "sid=", "actual-key", "wanted")
                .contains("≠ header expected authorization: Bearer ‹redacted›", "Cookie: ‹redacted›");
    }

    @Test
    void theNearestExpectationIsTheOneExplained() {
        Received request = request("GET", "/feeds", Map.of(), "");
        assertThat(new Mismatch(request, List.of(Match.get("/posts"), Match.get("/feed"), Match.post("/x"))).text())
                .containsSubsequence("≠ path   expected /feed\n", "Also expected:", "GET /posts", "POST /x");
        assertThat(new Mismatch(request, List.of()).text()).endsWith("Nothing is expected at all.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\"}", "01", "\"\\u12\"", "\"\n\"", "nul", "1 2", "\"\\x\"", "+1"})
    void whatIsNotJsonIsNoExpectation(String broken) {
        assertThatThrownBy(() -> Match.any().json(broken)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefusedInsteadOfOverflowing() {
        assertThatThrownBy(() -> Match.any().json("[".repeat(100_000))).hasMessageContaining("200 levels");
    }

    @Test
    void escapesOfJsonAreRead() {
        assertThat(Match.post("/").json("\"\\u00e9\\n\\\"\\/\"").matches(post("\"é\\n\\\"/\"")))
                .isTrue();
    }

    private static String text(Received request, Match expected) {
        return new Mismatch(request, List.of(expected)).text();
    }

    private static Received post(String body) {
        return request("POST", "/", Map.of(), body);
    }

    private static Received request(String method, String target, Map<String, List<String>> fields, String body) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(fields);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Received(
                new RawRequest("HTTP/1.1", method, target, headers).withBody(bytes, bytes.length), 1, Instant.EPOCH);
    }
}
