package dev.catchwater.sandbox.origins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        web = new Web(sandbox.baseUri());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String field(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/|max-age=5, stale-while-revalidate=30|front|text/html; charset=utf-8",
                "/articles/7|max-age=60|article article-7|text/html; charset=utf-8",
                "/pictures/7.svg|max-age=3600|picture|image/svg+xml",
                "/assets/desk.js|public, max-age=31536000, immutable|asset|text/javascript; charset=utf-8",
                "/api/ticker|max-age=1|ticker|application/json",
                "/desk|private, max-age=60|desk|text/html; charset=utf-8"
            })
    void eachAnswerSaysItsTermsAndIsNotSentAgain(String path, String control, String keys, String type)
            throws Exception {
        var response = web.get("/origins/press" + path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(field(response, "cache-control")).isEqualTo(control);
        assertThat(field(response, "surrogate-key")).isEqualTo(keys);
        assertThat(field(response, "content-type")).isEqualTo(type);
        if (!path.equals("/api/ticker") && !path.equals("/")) {
            var again = web.get("/origins/press" + path, "If-None-Match", field(response, "etag"));
            assertThat(again.statusCode()).isEqualTo(304);
        }
    }

    @Test
    void anEditedArticleIsAnotherOne() throws Exception {
        String tag = field(web.get("/origins/press/articles/7"), "etag");
        web.post("/_sandbox/origins/press/edit", "{\"id\":7}");
        var edited = web.get("/origins/press/articles/7", "If-None-Match", tag);
        assertThat(edited.statusCode()).isEqualTo(200);
        assertThat(edited.body()).contains("Version 2.");
        assertThat(web.get("/origins/press/articles/8").body()).contains("Version 1.");
    }

    @ParameterizedTest
    @CsvSource({"/articles/0", "/articles/201", "/articles/x", "/pictures/999.svg"})
    void whatIsNotThereSaysSo(String path) throws Exception {
        assertThat(web.get("/origins/press" + path).statusCode()).isEqualTo(404);
    }
}
