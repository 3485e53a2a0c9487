package dev.catchwater.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/%61%2Db, /a-b",
        "/%7Euser, /~user",
        "/caf%c3%a9, /caf%C3%A9",
        "/a%2fb, /a%2Fb",
        "/%2e%2e/x, /%2E%2E/x",
        "/a%20b, /a%20b",
        "/a%, /a%",
        "/a%zz, /a%zz",
        "/a%2, /a%2",
        "/%a%41, /%a%41",
        "/A, /A",
        "/a//b/, /a//b/",
        "/a;v=1, /a;v=1"
    })
    void onlyWhatTheStandardCallsEquivalentIsMerged(String path, String form) {
        assertThat(RequestPath.normalised(path)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "http://a/",
                "/a\\b",
                "/a b",
                "/a\tb",
                "/a#b",
                "/\u00e9",
                "/a%",
                "/a%g0",
                "/a/../b",
                "/a/./b",
                "/..",
                "/.",
                "/%2e%2e/b",
                "/.%2E/b",
                "/a%2fb",
                "/a%5Cb",
                "/a%00.css",
                "/a%0d%0ab",
                "/a%252fb",
                "/%252e%252e/b",
                "/..;/b",
                "/a/..;x=1/b"
            })
    void whatServersReadDifferentlyIsAmbiguous(String path) {
        assertThat(RequestPath.ambiguity(path)).as(path).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a/b.css", "/a%20b", "/100%25", "/...", "/a..b", "/.well-known/x", "/a;v=1", "/%C3%A9"})
    void whatAllServersReadAlikeIsNot(String path) {
        assertThat(RequestPath.ambiguity(path)).isEmpty();
    }

    @Test
    void formsOfRandomPathsAreStableAndMeanTheSameOctets() {
        Random dice = new Random(1);
        List<String> pieces =
                List.of("a", "Z", "~", ".", "/", "%61", "%41", "%2e", "%2F", "%7e", "%c3", "%", "%g", ";", "=");
        Map<String, String> octets = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String path = IntStream.range(0, 1 + dice.nextInt(8))
                    .mapToObj(n -> pieces.get(dice.nextInt(pieces.size())))
                    .collect(Collectors.joining("", "/", ""));
            String form = RequestPath.normalised(path);
            assertThat(RequestPath.normalised(form)).as(path).isEqualTo(form);
            // Two paths of one form are the same octets with the same structure; an escaped slash or dot stays one.
            String meant = meant(path);
            assertThat(octets.computeIfAbsent(form, first -> meant)).as(path).isEqualTo(meant);
        }
    }

    /** Octets in hexadecimal, where a slash or dot that is escaped is told from one that is not. */
    private static String meant(String path) {
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
                int octet = Integer.parseInt(path.substring(i + 1, i + 3), 16);
                boolean structural = octet == '/' || octet == '.' || octet == '%';
                meant.append(structural ? "e" : "").append(octet).append(' ');
                i += 2;
            } else {
                meant.append((int) path.substring(i, i + 1).getBytes(StandardCharsets.ISO_8859_1)[0])
                        .append(' ');
            }
        }
        return meant.toString();
    }
}
