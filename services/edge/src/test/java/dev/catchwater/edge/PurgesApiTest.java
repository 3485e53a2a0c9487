package dev.catchwater.edge;

import static dev.catchwater.edge.Access.as;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PurgesApiTest {
    @Test
    void aPurgerPurgesUnderItsNameAndMakesNoKeys() {
        as("purger")
                .header("Idempotency-Key", "one-time")
                .body("{\"url\":\"http://Shop.example/%61?b=1\",\"mode\":\"hard\"}")
                .post("/api/v1/purges")
                .then()
                .statusCode(200)
                .body("kind", is("url"))
                .body("what", is("http://shop.example:80/%61?b=1"))
                .body("mode", is("hard"))
                .body("key", is("one-time"))
                .body("actor", is("a purger"))
                .body("sequence", notNullValue());
        as("reader").get("/api/v1/purges").then().statusCode(200).body("items.key", hasItem("one-time"));
        as("purger").get("/api/v1/keys").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tag\":\"news\"}|tag|news",
                "{\"host\":\"Shop.Example\"}|host|shop.example",
                "{\"prefix\":\"http://shop.example/a/b/\"}|prefix|shop.example/a/b",
                "{\"all\":true}|all|''"
            })
    void eachKindOfPurgeIsSoftUnlessItSaysHard(String body, String kind, String what) {
        as("purger")
                .body(body)
                .post("/api/v1/purges")
                .then()
                .statusCode(200)
                .body("kind", is(kind))
                .body("what", is(what))
                .body("mode", is("soft"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"all\":false}",
                "{\"tag\":\"a\",\"host\":\"b\"}",
                "{\"tag\":\" \"}",
                "{\"url\":\"/a\"}",
                "{\"url\":\"ftp://a/\"}",
                "{\"url\":\"http://u:p@a/\"}",
                "{\"prefix\":\"http://a/\"}",
                "{\"prefix\":\"http://a/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17\"}",
                "{\"all\":true,\"mode\":\"maybe\"}",
                "[]",
                ""
            })
    void whatIsNoPurgeIsAnswered400(String body) {
        as("purger").body(body).post("/api/v1/purges").then().statusCode(400).contentType("application/problem+json");
    }
}
