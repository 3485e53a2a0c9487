package dev.catchwater.edge.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node, one property, no Postgres, no Redis: a shared cache in front of one origin. */
class SingleOriginIT {
    @HttpMock
    Upstream origin;

    @Test
    void onePropertyIsEnough(@TempDir Path folder) throws Exception {
        String url = origin.uri("/").toString();
        try (PackagedNode node = new PackagedNode(
                folder, Map.of("CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS", url.substring(0, url.length() - 1)))) {
            everyMethodPasses(node);
            onlyWhatASharedCacheMayStoreIsStored(node);
            theKeyIsHostPathAndTheWholeQuery(node);
            assertThat(node.log()).noneMatch(line -> line.contains(" ERROR "));
        }
    }

    private void everyMethodPasses(PackagedNode node) throws IOException {
        origin.when(Match.any()).reply(Reply.ok("passed").header("Allow", "ALL"));
        List<String> methods = List.of(
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "QUERY",
                "PROPFIND",
                "REPORT",
                "PURGE",
                "M-SEARCH",
                "X.Y!z");
        for (String method : methods) {
            String answer =
                    node.ask(method + " /methods/" + method + " HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n"
                            + (List.of("POST", "PUT", "PATCH", "QUERY", "PROPFIND", "REPORT")
                                            .contains(method)
                                    ? "Content-Length: 4\r\n\r\nbody"
                                    : "\r\n"));
            assertThat(answer).as(method).startsWith("HTTP/1.1 200 ");
            assertThat(origin.requests().getLast().method()).isEqualTo(method);
        }
        assertThat(origin.requests().stream().filter(each -> each.body().equals("body")))
                .hasSize(6);
    }

    private void onlyWhatASharedCacheMayStoreIsStored(PackagedNode node) throws IOException {
        asked(node, 1, "max-age=60", "");
        asked(node, 1, "s-maxage=60, private=\"x-a\"", "");
        asked(node, 2, "private, max-age=60", "");
        asked(node, 2, "no-store, max-age=60", "");
        asked(node, 2, "s-maxage=0, max-age=60", "");
        asked(node, 2, "max-age=60", "Authorization: Basic eDp5\r\n");
        asked(node, 1, "public, max-age=60", "Authorization: Basic eDp5\r\n");
        asked(node, 2, "max-age=60", "Cache-Control: no-store\r\n");
    }

    /** Twice the same: how often does the origin hear of it? */
    private void asked(PackagedNode node, int times, String cacheControl, String field) throws IOException {
        String path = "/stored/" + Math.abs((cacheControl + field).hashCode());
        origin.when(Match.get(path)).reply(Reply.ok("stored").header("Cache-Control", cacheControl));
        for (int i = 0; i < 2; i++) {
            assertThat(get(node, "a.test", path, field)).endsWith("stored");
        }
        assertThat(origin.requests().stream().filter(each -> each.path().equals(path)))
                .as(cacheControl + " " + field)
                .hasSize(times);
    }

    private void theKeyIsHostPathAndTheWholeQuery(PackagedNode node) throws IOException {
        origin.when(Match.get("/key")).reply(Reply.ok("key").header("Cache-Control", "max-age=60"));
        origin.when(Match.get("/Key")).reply(Reply.ok("key").header("Cache-Control", "max-age=60"));
        for (int i = 0; i < 2; i++) {
            for (String target : List.of("/key", "/Key", "/key?a=1&b=2", "/key?b=2&a=1", "/key?a=1&b=2&utm_x=3")) {
                get(node, "a.test", target, "");
                get(node, "A.TEST", target, "Cookie: who=" + i + "\r\n");
                get(node, "b.test", target, "");
            }
        }
        List<String> asked = origin.requests().stream()
                .filter(each -> each.path().equalsIgnoreCase("/key"))
                .map(each -> each.header("Host").orElseThrow() + each.path() + "?" + each.query())
                .toList();
        assertThat(asked).hasSize(10).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(asked)).contains("a.test/key?", "b.test/key?b=2&a=1");
    }

    private static String get(PackagedNode node, String host, String target, String field) throws IOException {
        return node.ask("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + field + "\r\n");
    }
}
