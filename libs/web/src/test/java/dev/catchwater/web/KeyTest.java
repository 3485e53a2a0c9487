package dev.catchwater.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.catchwater.web.keys.MintedKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyTest {
    @Inject
    Keys keys;

    private static RequestSpecification with(MintedKey key) {
        return given().header("Authorization", "Bearer " + key.text());
    }

    @Test
    void firstStartLeavesAnAdminKeyForItsOwnerAndTheStoreHasOnlyItsHash() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Keys.ADMIN)))
                .isEqualTo("rw-------");
        var store = Path.of("target/probe/keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rw-------");
        var secret = Keys.admin().split("_", 3)[2];
        assertThat(Files.readString(store))
                .contains(Keys.admin().split("_", 3)[1])
                .doesNotContain(secret);
        given().header("Authorization", "bearer " + Keys.admin())
                .get("/probe/admin")
                .then()
                .statusCode(200);
    }

    @Test
    void withoutAKeyIs401WithAChallenge() {
        for (var path : new String[] {"/probe/read", "/probe/admin"}) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .body("title", equalTo("Unauthorized"));
        }
    }

    @Test
    void whatIsNotAKeyOfOursIs401EvenWhereNoneIsNeeded() {
        var real = keys.issue(Role.READER).text();
        for (var wrong : new String[] {
            "",
            "cw_",
            real + "x",
            real.substring(0, real.length() - 4) + "AAAA",
            "cw_0000000000000000_" + "A".repeat(43),
            "x".repeat(5_000)
        }) {
            given().header("Authorization", "Bearer " + wrong)
                    .get("/probe")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer");
        }
        given().header("Authorization", "Bearer " + real).get("/probe").then().statusCode(200);
    }

    @Test
    void eachRoleIncludesThoseBelowIt() {
        var reader = keys.issue(Role.READER);
        var writer = keys.issue(Role.WRITER);
        var admin = keys.issue(Role.ADMIN);
        with(reader).get("/probe/read").then().statusCode(200);
        with(reader).post("/probe/write").then().statusCode(403).contentType("application/problem+json");
        with(writer).get("/probe/read").then().statusCode(200);
        with(writer).post("/probe/write").then().statusCode(200);
        with(writer).get("/probe/admin").then().statusCode(403);
        with(admin).get("/probe/admin").then().statusCode(200);
        with(admin).post("/probe/write").then().statusCode(200);
        with(writer)
                .get("/session")
                .then()
                .body("user", equalTo("test writer"))
                .body("roles", hasItems("reader", "writer"));
    }

    @Test
    void revokedKeyOpensNothing() {
        var key = keys.issue(Role.READER);
        with(key).get("/probe/read").then().statusCode(200);
        keys.revoke(key);
        with(key).get("/probe/read").then().statusCode(401);
    }

    @Test
    void foreignHostNameIsRefused() {
        for (var host : new String[] {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80"}) {
            given().header("Host", host).get("/probe").then().statusCode(421).contentType("application/problem+json");
        }
        for (var host : new String[] {"localhost", "localhost:8081", "127.0.0.1:1", "[::1]:8081", "a.localhost"}) {
            given().header("Host", host).get("/probe").then().statusCode(200);
        }
    }

    @Test
    void keyNeverShowsInItsTextForm() {
        var key = keys.issue(Role.READER);
        assertThat(key.toString()).doesNotContain(key.text().split("_", 3)[2]);
    }

    @Test
    void sharedAssetsAreServedAndRevalidated() {
        for (var asset : new String[] {"catchwater.css", "http.js", "theme.js", "time.js", "live.js", "icon.svg"}) {
            given().get("/web/" + asset).then().statusCode(200).header("Cache-Control", equalTo("private, no-cache"));
        }
    }
}
