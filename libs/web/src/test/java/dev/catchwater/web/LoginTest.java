package dev.catchwater.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.catchwater.web.keys.MintedKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest {
    private static final String COOKIE = "probe_session";

    @Inject
    Keys keys;

    private static Response signIn(String key, String next) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParam("key", key)
                .formParam("next", next)
                .post("/login");
    }

    private String cookie(MintedKey key) {
        return signIn(key.text(), "/").cookie(COOKIE);
    }

    private static RequestSpecification session(String cookie) {
        return given().redirects().follow(false).cookie(COOKIE, cookie);
    }

    private static String token(String cookie) {
        return session(cookie).get("/session").jsonPath().getString("csrf");
    }

    @Test
    void pageIsPlainHtmlWithoutInlineScriptOrStyle() {
        var page = given().get("/login")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
        assertThat(page).contains("<label for=\"key\"").doesNotContain("<style").doesNotContain("style=");
        assertThat(page.replace("<script src=\"/web/theme.js\"></script>", "")).doesNotContain("<script");
    }

    @Test
    void keyOpensASessionWhoseCookieScriptsAndForeignSitesCannotUse() {
        var answer = signIn(keys.issue(Role.WRITER).text(), "/page?a=1");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/page?a=1");
        assertThat(answer.header("Set-Cookie"))
                .startsWith(COOKIE + "=")
                .containsIgnoringCase("; HttpOnly")
                .contains("SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        session(answer.cookie(COOKIE)).get("/probe/read").then().statusCode(200);
        session(answer.cookie(COOKIE)).get("/login").then().body(containsString("test writer"));
    }

    @Test
    void wrongKeyIsToldOnThePageAndNotRepeated() {
        signIn("cw_<script>", "/")
                .then()
                .statusCode(401)
                .contentType("text/html")
                .body(containsString("role=\"alert\""))
                .body(not(containsString("cw_&lt;script")))
                .body(not(containsString("cw_<script>")));
        // This address has failed once now; LoginLimitTest counts further.
    }

    @Test
    void nextNeverLeavesThisSite() {
        var key = keys.issue(Role.READER).text();
        for (var next :
                new String[] {"https://evil.example/", "//evil.example", "/\\evil.example", "evil", "/a\r\nb", ""}) {
            assertThat(signIn(key, next).header("Location")).as(next).isEqualTo("/");
        }
        given().get("/login?next=/%22%3E%3Cscript%3E").then().body(not(containsString("\"><script>")));
    }

    @Test
    void changeInASessionNeedsItsToken() {
        var cookie = cookie(keys.issue(Role.WRITER));
        var other = cookie(keys.issue(Role.WRITER));
        session(cookie)
                .post("/probe/write")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:catchwater:problem:csrf-token"));
        session(cookie)
                .header("X-CSRF-Token", token(other))
                .post("/probe/write")
                .then()
                .statusCode(403);
        session(cookie)
                .header("X-CSRF-Token", token(cookie))
                .post("/probe/write")
                .then()
                .statusCode(200);
    }

    @Test
    void changeFromAForeignPageIsRefusedEvenWithTheToken() {
        var cookie = cookie(keys.issue(Role.WRITER));
        var token = token(cookie);
        for (var header : new String[] {
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Origin: https://evil.example",
            "Origin: null",
            "Origin: http://localhost:1",
            "Origin: :::"
        }) {
            session(cookie)
                    .header("X-CSRF-Token", token)
                    .header(header.split(": ", 2)[0], header.split(": ", 2)[1])
                    .post("/probe/write")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:catchwater:problem:foreign-origin"));
        }
        session(cookie)
                .header("X-CSRF-Token", token)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Host", "localhost:8081")
                .header("Origin", "http://localhost:8081")
                .post("/probe/write")
                .then()
                .statusCode(200);
    }

    @Test
    void forgedCookieIsNobody() {
        var cookie = cookie(keys.issue(Role.WRITER));
        for (var forged : new String[] {cookie.substring(0, cookie.length() - 2) + "AA", "x", "A".repeat(3_000)}) {
            session(forged).get("/probe/read").then().statusCode(401);
            session(forged).get("/session").then().body("user", nullValue()).body("csrf", nullValue());
        }
    }

    @Test
    void sessionEndsWithItsKey() {
        var key = keys.issue(Role.WRITER);
        var cookie = cookie(key);
        session(cookie).get("/probe/read").then().statusCode(200);
        keys.revoke(key);
        session(cookie).get("/probe/read").then().statusCode(401);
    }

    @Test
    void signingOutNeedsTheTokenAndForgetsTheCookie() {
        var cookie = cookie(keys.issue(Role.WRITER));
        session(cookie).post("/logout").then().statusCode(403);
        session(cookie)
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", token(cookie))
                .post("/logout")
                .then()
                .statusCode(303)
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void oversizeFormIsRefused() {
        signIn("x".repeat(4_000) + "y".repeat(95), "/").then().statusCode(413).contentType("application/problem+json");
    }
}
