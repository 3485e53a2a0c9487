package dev.catchwater.web.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HomePageTest {
    @Test
    void theServicesOwnPageIsServedWithTheLinkInItsPlace() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Cache-Control", "private, no-cache")
                .body(
                        containsString("<title>Probe</title>"),
                        containsString("<nav><a href=\"https://portal.example/\">All services</a></nav>"),
                        not(containsString("<!--portal-->")));
    }

    @Test
    void headHasNoBody() {
        var head = given().head("/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asByteArray()).isEmpty();
    }

    @Test
    void otherMethodsAreRefused() {
        given().post("/").then().statusCode(405).header("Allow", "GET, HEAD");
    }
}
