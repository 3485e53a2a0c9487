package dev.catchwater.fairlead.quarkus.it;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ScriptedUpstream.class)
class ForecastsTest {
    /** The second answer of the places' upstream would be an error: it is not asked again. */
    @Test
    void twoClientsWithKnobsOfTheirOwnAnswerTogether() {
        get("/forecasts/here").then().statusCode(200).body(is("sun"));
        get("/forecasts/here").then().statusCode(200).body(is("sun"));
        get("/q/metrics")
                .then()
                .body(containsString("fairlead_cached_total{client=\"geo.api\""))
                .body(containsString("fairlead_calls_seconds_count{client=\"weather\""));
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks[0].data.weather", is("0 of 1 open"))
                .body("checks[0].data.'geo.api'", is("0 of 1 open"));
    }

    /** Where nobody asked for tracing, neither the library nor the extension brings it, nor needs it. */
    @Test
    void tracingDoesNotComeAlong() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("io.opentelemetry.api.OpenTelemetry"));
        get("/forecasts/here").then().statusCode(200);
    }

    @Test
    void theReadmeShowsThisApplication() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String keys = Files.readString(Path.of("src/main/resources/application.properties"));
        String code = Files.readString(Path.of("src/main/java/dev/catchwater/fairlead/quarkus/it/Forecasts.java"));
        assertThat(lines(code)).contains(lines(block(readme, "java")));
        assertThat(keys.lines()).containsAll(block(readme, "properties").lines().toList());
    }

    private static String block(String page, String language) {
        String from = page.substring(page.indexOf("```" + language) + 3 + language.length());
        return from.substring(0, from.indexOf("```")).strip();
    }

    private static String lines(String code) {
        return String.join("\n", code.lines().map(String::strip).toList());
    }
}
