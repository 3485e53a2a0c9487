package dev.catchwater.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemTest {
    @TestHTTPResource
    URI base;

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body("status", equalTo(status));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json").body(body).post("/probe").then();
    }

    @Test
    void unknownPathIs404InsideAndOutsideResources() {
        for (var path : new String[] {"/nothing", "/probe/nothing", "/q/nothing", "/nothing.html"}) {
            problem(given().get(path).then(), 404).body("title", equalTo("Not Found"));
            problem(given().accept("text/html").get(path).then(), 404);
        }
    }

    @Test
    void wrongMethodIs405WithAllow() {
        problem(given().delete("/probe").then(), 405).header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
        problem(given().delete("/probe/limit").then(), 405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
    }

    @Test
    void unservableAcceptIs406() {
        problem(given().accept("image/png").get("/probe").then(), 406);
    }

    @Test
    void unknownMediaTypeIs415() {
        problem(given().contentType("text/csv").body("a,b").post("/probe").then(), 415);
    }

    @Test
    void brokenJsonIsToldByLineAndColumnOnly() {
        problem(post("{\n  \"name\": nope }"), 400)
                .body("type", equalTo("urn:catchwater:problem:malformed-json"))
                .body("line", equalTo(2))
                .body(not(containsString("jackson")))
                .body(not(containsString("dev.catchwater")));
    }

    @Test
    void wrongJsonTypeIsToldByPointer() {
        problem(post("{\"name\": \"a\", \"size\": \"many\"}"), 400)
                .body("pointer", equalTo("#/size"))
                .body(not(containsString("dev.catchwater")));
        problem(post("[]"), 400).body(not(containsString("dev.catchwater")));
    }

    @Test
    void violationsCarryPointersAndParameters() {
        problem(post("{\"name\": \" \", \"size\": 1, \"tags\": [{\"text\": \"a\"}, {\"text\": \"\"}]}"), 400)
                .body("type", equalTo("urn:catchwater:problem:invalid-input"))
                .body("errors.pointer", hasItems("#/name", "#/tags/1/text"));
        problem(given().get("/probe/limit?limit=101").then(), 400).body("errors[0].parameter", equalTo("limit"));
    }

    @Test
    void unexpectedFaultHasAnIncidentAndNoInternals() {
        for (var path : new String[] {"/probe/fault", "/route/fault"}) {
            problem(given().get(path).then(), 500)
                    .body("instance", startsWith("urn:uuid:"))
                    .body(not(containsString("hunter2")))
                    .body(not(containsString("internal")))
                    .body(not(containsString("Exception")));
        }
    }

    @Test
    void failedRouteIsAProblem() {
        problem(given().get("/route/fail").then(), 410).body("title", equalTo("Gone"));
    }

    @Test
    void ownKindAndHeadersOfAnExceptionSurvive() {
        problem(given().get("/probe/kind").then(), 409)
                .body("type", equalTo("urn:catchwater:problem:out-of-tea"))
                .body("left", equalTo(0));
        problem(given().get("/probe/busy").then(), 503).header("Retry-After", "7");
    }

    @Test
    void tooLargeBodyIs413WhateverItsFraming() throws IOException {
        problem(post("{\"name\": \"" + "x".repeat(5000) + "\"}"), 413);
        assertThat(chunked(5000)).startsWith("HTTP/1.1 413").contains("application/problem+json");
        assertThat(chunked(100)).startsWith("HTTP/1.1 400").contains("type or the form");
    }

    @Test
    void unparsableParameterIs404OrAProblemAtLeast() {
        problem(given().get("/probe/limit?limit=many").then(), 404);
    }

    @Test
    void cursorThatWasNotIssuedIsAProblem() {
        problem(given().get("/probe/page?cursor=AAAA").then(), 400)
                .body("type", equalTo("urn:catchwater:problem:invalid-cursor"));
    }

    private String chunked(int size) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            var head = "POST /probe HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
            var body = "\"" + "x".repeat(size) + "\"";
            var out = socket.getOutputStream();
            out.write((head + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
