package dev.catchwater.weather.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.source.openweathermap.OpenWeatherMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No key of ours in what a provider is said to have said. */
class SecretsTest {

    private static final String KEY = "0123456789abcdef+/=";
    private static final Request ASKED = Request.get("http://provider.example/x");

    @ParameterizedTest
    @ValueSource(strings = {"detail", "reason", "message", "error", "title"})
    void keyThatAnErrorRepeatsIsTakenOutOfIt(String name) {
        String said = said(ASKED.withHeader("apikey", KEY), 400, "{\"" + name + "\":\"No such key: " + KEY + "!\"}");
        assertThat(said).contains("No such key: [redacted]!").doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({"appid", "apikey", "api_key", "token"})
    void keyOfTheQueryIsTakenOutAsItIsAndAsItWasSent(String name) {
        Request request = ASKED.withQuery(name, KEY).withQuery("lat", "59.9100");
        String sent = Optional.ofNullable(request.uri().getRawQuery()).orElseThrow();
        String said = said(request, 500, "{\"message\":\"/x?" + sent + " of " + KEY + "\"}");
        assertThat(said)
                .doesNotContain("0123456789abcdef")
                .contains("lat=59.9100")
                .contains("of [redacted]");
    }

    @Test
    void tokenOfAnyAuthorizationIsTakenOut() {
        Request request = ASKED.withHeader("Authorization", "Bearer eyJhbGciOi.eyJpc3Mi.c2ln");
        assertThat(said(request, 502, "{\"error\":\"bad token eyJhbGciOi.eyJpc3Mi.c2ln\"}"))
                .doesNotContain("eyJ");
    }

    @Test
    void keyThatIsCutByTheBoundOfASentenceIsTakenOutBefore() {
        String said = said(ASKED.withHeader("apikey", KEY), 400, "{\"message\":\"" + "x".repeat(190) + KEY + "\"}");
        assertThat(said).doesNotContain("0123");
    }

    @Test
    void keyIsNotInAnAnswerThatIsReadEither() {
        var client = new Client().on("/x", 200, "{\"alerts\":[{\"description\":\"for " + KEY + "\"}]}");
        Asking.Told told =
                client.asking().json(ASKED.withQuery("appid", KEY)).await().indefinitely();
        assertThat(told.json().at("/alerts/0/description").asText()).isEqualTo("for [redacted]");
    }

    @Test
    void failureWithStatus200RepeatsNoKey() {
        var client = new Client().on("/", 200, "{\"cod\":\"500\",\"message\":\"key " + KEY + "\"}");
        var source = new OpenWeatherMap(
                client.asking(), "http://provider.example", Secret.of(KEY), true, false, () -> Recorded.AT);
        Throwable failed = catchThrowable(() -> source.ask(List.of(Recorded.NEW_YORK), Set.of(Product.HOURLY))
                .await()
                .indefinitely());
        assertThat(String.valueOf(failed)).contains("key [redacted]").doesNotContain("0123456789");
    }

    private static String said(Request request, int status, String body) {
        var asking = new Client().on("/x", status, body).asking();
        return catchThrowable(() -> asking.json(request).await().indefinitely()).getMessage();
    }
}
