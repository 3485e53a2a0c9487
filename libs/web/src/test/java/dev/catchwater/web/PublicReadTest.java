package dev.catchwater.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PublicReadTest.Public.class)
class PublicReadTest {
    /** Who needs no key is decided at start: a start of its own. */
    public static class Public implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("catchwater.web.public-read", "true");
        }
    }

    @Test
    void whoShowsNoKeyMayReadAndNothingElse() {
        given().get("/session").then().body("user", nullValue());
        given().get("/probe/read").then().statusCode(200);
        given().post("/probe/write").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().get("/probe/admin").then().statusCode(401);
    }
}
