package dev.catchwater.edge;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Requests to the control plane with a key of a role, made by the first admin key. */
final class Access {
    private static final Map<String, String> KEYS = new HashMap<>();

    private Access() {}

    /** A request as reader, purger or admin, with a JSON body. */
    static RequestSpecification as(String role) {
        return given().header("Authorization", bearer(role)).contentType(ContentType.JSON);
    }

    static String bearer(String role) {
        return "Bearer " + KEYS.computeIfAbsent(role, Access::issue);
    }

    private static String issue(String role) {
        if (role.equals("admin")) {
            try {
                return Files.readString(Path.of("target/edge-admin.key")).strip();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return given().header("Authorization", "Bearer " + issue("admin"))
                .contentType(ContentType.JSON)
                .body("{\"name\":\"a " + role + "\",\"role\":\"" + role + "\"}")
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
