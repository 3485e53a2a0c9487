package dev.catchwater.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {
    private static final OriginGroup ORIGINS = OriginGroup.of("o", List.of(URI.create("http://127.0.0.1:1")));

    private static Route route(KeyPolicy key) {
        return Route.of(
                "r", Match.ALL, ORIGINS, key, Lifetimes.DEFAULT, Compression.OFF, Limits.DEFAULT, Optional.empty());
    }

    private static KeyPolicy query(Query query) {
        return new KeyPolicy(query, List.of(), Set.of(), KeyPolicy.OtherCookies.FORWARD);
    }

    private static KeyPolicy cookies(KeyPolicy.OtherCookies others, String... names) {
        return new KeyPolicy(Query.ALL, List.of(), Set.of(names), others);
    }

    private static String target(KeyPolicy policy, String pathAndQuery) {
        return route(policy)
                .target(Method.GET, URI.create("http://shop.example" + pathAndQuery))
                .toString()
                .substring("http://shop.example".length());
    }

    private static PrimaryKey key(KeyPolicy policy, String uri, String... headers) {
        return route(policy).key(Method.GET, URI.create(uri), Headers.of(headers));
    }

    @Nested
    class Target {
        @Test
        void byDefaultHostPathAndTheWholeQueryCountAsTheyCame() {
            assertThat(target(KeyPolicy.DEFAULT, "/a?b=1&a=%61&b=2&")).isEqualTo("/a?b=1&a=%61&b=2&");
            assertThat(key(KeyPolicy.DEFAULT, "http://Shop.Example/a?x").value())
                    .isEqualTo("http://shop.example:80/a?x");
            assertThat(key(KeyPolicy.DEFAULT, "http://shop.example/a?"))
                    .isNotEqualTo(key(KeyPolicy.DEFAULT, "http://shop.example/a"));
        }

        @ParameterizedTest
        @CsvSource({"/a?x=1&y=2, /a", "/a?, /a", "/a, /a"})
        void noQueryCountsAndNoneIsSent(String came, String sent) {
            assertThat(target(query(Query.NONE), came)).isEqualTo(sent);
        }

        @ParameterizedTest
        @CsvSource({
            "/a?utm=1&id=2, /a?id=2",
            "/a?page=2&id=1, /a?id=1&page=2",
            "/a?id=2&id=1, /a?id=2&id=1",
            "/a?i%64=2, /a?i%64=2",
            "/a?ID=2, /a",
            "/a?id, /a?id",
            "/a?id=a+b&id=a%20b, /a?id=a+b&id=a%20b",
            "/a?utm=1;id=2, /a",
            "/a?id=1;utm=2, /a?id=1;utm=2",
            "/a?&&id=1&, /a?id=1",
            "/a?utm=1, /a"
        })
        void onlyNamedParametersCountAndAreSent(String came, String sent) {
            assertThat(target(query(Query.of("id", "page")), came)).isEqualTo(sent);
        }

        @Test
        void writesReachTheOriginWithTheirWholeQuery() {
            URI uri = URI.create("http://shop.example/a?utm=1&id=2");
            assertThat(route(query(Query.NONE)).target(Method.POST, uri)).isEqualTo(uri);
            assertThat(route(query(Query.of("id")))
                            .key(Method.POST, uri, Headers.none())
                            .value())
                    .isEqualTo("http://shop.example:80/a?id=2");
        }

        @Test
        void orderOfNamesIsFreeAndOrderWithinANameIsNot() {
            Random dice = new Random(7);
            KeyPolicy sorted = query(new Query(Query.Kept.ALL, Set.of(), true));
            for (int i = 0; i < 2_000; i++) {
                List<String> parameters = IntStream.range(0, 1 + dice.nextInt(6))
                        .mapToObj(n -> "abc".charAt(dice.nextInt(3)) + "=" + n)
                        .collect(Collectors.toCollection(ArrayList::new));
                List<String> shuffled = new ArrayList<>(parameters);
                Collections.shuffle(shuffled, dice);
                String one = target(sorted, "/?" + String.join("&", parameters));
                String other = target(sorted, "/?" + String.join("&", shuffled));
                assertThat(one.equals(other))
                        .isEqualTo(ordersWithinNames(parameters).equals(ordersWithinNames(shuffled)));
                assertThat(target(sorted, one)).isEqualTo(one);
            }
        }

        private static List<String> ordersWithinNames(List<String> parameters) {
            return parameters.stream().collect(Collectors.groupingBy(each -> each.substring(0, 1))).entrySet().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
        }

        /** What is not in the key is not sent, so no one can have their own answer stored for others. */
        @Test
        void requestsOfOneKeyAreOneRequestToTheOrigin() {
            Random dice = new Random(3);
            KeyPolicy policy = new KeyPolicy(
                    Query.of("id", "page"),
                    List.of(new KeyPolicy.KeyField("X-Device", Set.of("mobile", "desktop"))),
                    Set.of("lang"),
                    KeyPolicy.OtherCookies.DROP);
            List<String> paths = List.of("/a", "/%61", "/A", "/a/", "/a%2Fb");
            List<String> queries =
                    List.of("", "?id=1", "?id=1&x=2", "?x=2&id=1", "?page=1&id=1", "?id=1&page=1", "?i%64=1");
            List<String> devices = List.of("mobile", "desktop", "toaster", "Mobile", "");
            List<String> jars = List.of("lang=en", "lang=en; sid=1", "sid=2;lang=en", "sid=3", "lang=de", "LANG=en");
            Map<PrimaryKey, String> sent = new HashMap<>();
            for (int i = 0; i < 5_000; i++) {
                URI uri = URI.create("http://shop.example" + any(paths, dice) + any(queries, dice));
                Headers request = Headers.of("X-Device", any(devices, dice), "Cookie", any(jars, dice));
                Route route = route(policy);
                List<String> upstream =
                        new ArrayList<>(List.of(route.target(Method.GET, uri).toString()));
                route.forwarded(Method.GET, request).forEach((name, value) -> upstream.add(name + ": " + value));
                String whole = String.join("\n", upstream);
                assertThat(sent.computeIfAbsent(route.key(Method.GET, uri, request), first -> whole))
                        .isEqualTo(whole);
            }
            assertThat(sent).hasSizeGreaterThan(20);
        }

        private static String any(List<String> of, Random dice) {
            return of.get(dice.nextInt(of.size()));
        }
    }

    @Nested
    class FieldsAndCookies {
        @Test
        void valuesThatCountKeepAnswersApartUnderOneTarget() {
            KeyPolicy device = new KeyPolicy(
                    Query.ALL,
                    List.of(new KeyPolicy.KeyField("X-Device", Set.of())),
                    Set.of(),
                    KeyPolicy.OtherCookies.FORWARD);
            PrimaryKey plain = key(device, "http://shop.example/a");
            PrimaryKey mobile = key(device, "http://shop.example/a", "X-Device", "mobile");
            assertThat(mobile).isNotEqualTo(plain).isNotEqualTo(key(device, "http://shop.example/a", "x-device", "tv"));
            assertThat(mobile).isEqualTo(key(device, "http://shop.example/a", "x-device", " mobile "));
            assertThat(mobile.target()).isEqualTo(plain);
            assertThat(mobile.value()).doesNotContain("mobile");
        }

        @Test
        void whereCookiesAreDroppedOnlyNamedOnesAreSent() {
            Route route = route(cookies(KeyPolicy.OtherCookies.DROP, "lang"));
            Headers request = Headers.of("Cookie", "sid=1; lang=en", "Cookie", "a=b", "Accept", "*/*");
            assertThat(route.forwarded(Method.GET, request))
                    .isEqualTo(Headers.of("Accept", "*/*", "Cookie", "lang=en"));
            assertThat(route.forwarded(Method.POST, request)).isEqualTo(request);
            assertThat(route.forwarded(Method.GET, Headers.of("Cookie", "sid=1")))
                    .isEqualTo(Headers.none());
        }

        @ParameterizedTest
        @ValueSource(strings = {"sid=1", "lang=en; sid=1", "lang", "", "LANG=en", "lang=en; other"})
        void whereOthersBypassARequestWithOneGoesPastTheCacheAsItIs(String cookie) {
            Route route = route(cookies(KeyPolicy.OtherCookies.BYPASS, "lang"));
            Headers request = Headers.of("Cookie", cookie);
            assertThat(route.bypasses(request)).isTrue();
            assertThat(route.forwarded(Method.GET, request)).isEqualTo(request);
        }

        @Test
        void namedCookiesAloneDoNot() {
            Route route = route(cookies(KeyPolicy.OtherCookies.BYPASS, "lang", "zone"));
            assertThat(route.bypasses(Headers.of("Cookie", "lang=en; zone=1"))).isFalse();
            assertThat(route.bypasses(Headers.none())).isFalse();
        }
    }
}
