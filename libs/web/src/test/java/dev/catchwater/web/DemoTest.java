package dev.catchwater.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DemoTest.Demo.class)
class DemoTest {
    /** Who needs no key is decided at start: a start of its own. */
    public static class Demo implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("catchwater.web.demo-user", "true");
        }
    }

    @Inject
    Keys keys;

    @Test
    void whoShowsNoKeyIsTheDemoUserAndMayWriteButNotAdminister() {
        given().get("/session")
                .then()
                .body("user", equalTo("demo"))
                .body("roles", equalTo(java.util.List.of("reader", "writer")));
        given().get("/probe/read").then().statusCode(200);
        given().post("/probe/write").then().statusCode(200);
        given().get("/probe/admin").then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void foreignPageCannotWriteThroughTheBrowserOfThisMachine() {
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/probe/write")
                .then()
                .statusCode(403);
        given().header("Origin", "http://evil.example")
                .post("/probe/write")
                .then()
                .statusCode(403);
        given().header("Host", "rebound.evil.example")
                .post("/probe/write")
                .then()
                .statusCode(421);
    }

    @Test
    void keyCountsForMoreThanTheDemoUser() {
        given().header("Authorization", "Bearer " + keys.issue(Role.ADMIN).text())
                .get("/probe/admin")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer cw_nonsense")
                .get("/probe/read")
                .then()
                .statusCode(401);
    }
}
