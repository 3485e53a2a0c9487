package dev.catchwater.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConditionalTest {
    private static String tag() {
        return given().get("/probe").then().statusCode(200).extract().header("ETag");
    }

    @Test
    void jsonAnswerHasAStrongTagThatDependsOnItsBytesOnly() {
        assertThat(tag()).matches("\"[A-Za-z0-9_-]{43}\"").isEqualTo(tag());
        given().get("/probe/limit?limit=1").then().body("size", equalTo(1));
        assertThat(given().get("/probe/limit?limit=1").header("ETag"))
                .isNotEqualTo(given().get("/probe/limit?limit=2").header("ETag"));
    }

    @Test
    void knownTagIs304WithoutContent() {
        for (var known : new String[] {tag(), "W/" + tag(), "\"a,b\", " + tag(), "\"other\" , W/\"x\"," + tag(), "*"}) {
            var answer = given().header("If-None-Match", known).get("/probe");
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.asByteArray()).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo(tag());
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(answer.header("Content-Type")).isNull();
        }
    }

    @Test
    void otherTagIs200() {
        for (var known : new String[] {"\"other\"", tag().replace("\"", ""), "", "\"", "garbage, " + tag()}) {
            given().header("If-None-Match", known)
                    .get("/probe")
                    .then()
                    .statusCode(200)
                    .body("size", equalTo(3));
        }
    }

    @Test
    void headHasTheHeadersOfGet() {
        var get = given().get("/probe");
        var head = given().head("/probe");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asByteArray()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(given().header("If-None-Match", tag()).head("/probe").statusCode())
                .isEqualTo(304);
    }

    @Test
    void problemsAreNotTagged() {
        assertThat(given().get("/probe/kind").header("ETag")).isNull();
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() {
        for (var path : new String[] {"/probe", "/nothing", "/probe/fault"}) {
            var answer = given().get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("frame-ancestors 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Server")).isNull();
            assertThat(answer.header("Strict-Transport-Security"))
                    .as("without TLS")
                    .isNull();
        }
    }
}
