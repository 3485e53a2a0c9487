package dev.catchwater.weather.source.weatherkit;

import static dev.catchwater.weather.source.Recorded.AT;
import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.source.Client;
import dev.catchwater.weather.source.Recorded;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WeatherKitTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(AT);

    @Test
    void recordedAnswerIsReadWithItsOwnTerms() {
        Answer answer = new DataSets(
                        Recorded.json("weatherkit", "weather_response_trimmed.json"), ZoneId.of("Asia/Tokyo"), AT)
                .answer(Set.of(Product.CURRENT, Product.HOURLY, Product.DAILY));
        var observation = Recorded.observation(answer.reports());
        assertThat(observation.values().get(Quantity.TEMPERATURE)).isCloseTo(296.05, within(1e-9));
        assertThat(observation.values().get(Quantity.WIND_SPEED)).isCloseTo(5.23 / 3.6, within(1e-9));
        assertThat(observation.values().get(Quantity.HUMIDITY)).isEqualTo(0.91);
        assertThat(observation.sky().condition()).isEqualTo(Condition.PARTLY_CLOUDY);
        assertThat(observation.observedAt()).isEqualTo(Instant.parse("2023-09-08T22:03:04Z"));
        assertThat(answer.reports().getFirst().freshUntil()).isEqualTo(AT.plus(Duration.ofMinutes(5)));
        assertThat(Recorded.days(answer.reports()))
                .hasSize(2)
                .first()
                .satisfies(day -> assertThat(day.high()).isCloseTo(301.77, within(1e-9)));
        assertThat(answer.failures()).containsOnlyKeys(Product.HOURLY).containsValue(new ProviderFailure.NotCovered());
    }

    @Test
    void termsThatWouldLetUsAskNeverOrWithoutAPauseAreBounded() throws Exception {
        assertThat(life("2026-02-06T21:45:00Z", "9999-01-01T00:00:00Z")).isEqualTo(Duration.ofDays(1));
        assertThat(life("2026-02-06T21:45:00Z", "2026-02-06T21:45:01Z")).isEqualTo(Duration.ofSeconds(30));
        assertThat(life("2026-02-06T21:45:00Z", "2026-02-06T21:00:00Z")).isEqualTo(Duration.ofSeconds(30));
    }

    private static Duration life(String read, String expires) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree("{\"currentWeather\":{\"metadata\":{\"readTime\":\"" + read + "\",\"expireTime\":\"" + expires
                        + "\"}}}");
        Answer answer = new DataSets(json, ZoneId.of("UTC"), AT).answer(Set.of(Product.CURRENT));
        return Duration.between(AT, answer.reports().getFirst().freshUntil());
    }

    @Test
    void tokenIsAJwtThatTheKeysOtherHalfVerifies() throws Exception {
        KeyPair pair = pair();
        String token = maker(pair).token();
        String[] parts = token.split("\\.", -1);
        JsonNode header = json(parts[0]);
        assertThat(header.path("alg").asText()).isEqualTo("ES256");
        assertThat(header.path("kid").asText()).isEqualTo("KEY1");
        assertThat(header.path("id").asText()).isEqualTo("TEAM1.org.example.weather");
        JsonNode claims = json(parts[1]);
        assertThat(claims.path("iss").asText()).isEqualTo("TEAM1");
        assertThat(claims.path("sub").asText()).isEqualTo("org.example.weather");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(1_800);
        byte[] raw = Base64.getUrlDecoder().decode(parts[2]);
        assertThat(raw).hasSize(64);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(raw)).isTrue();
    }

    @Test
    void tokenIsKeptUntilItIsNearlyOver() throws Exception {
        DeveloperToken maker = maker(pair());
        String first = maker.token();
        now.set(AT.plus(Duration.ofMinutes(26)));
        assertThat(maker.token()).isEqualTo(first);
        now.set(AT.plus(Duration.ofMinutes(27)));
        assertThat(maker.token()).isNotEqualTo(first);
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> new DeveloperToken("T", "s", "k", Secret.of("hush"), now::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    @Test
    void requestNamesDataSetsAndCountry() throws Exception {
        var request = new WeatherKit(new Client().asking(), "https://api.test/api/v1", maker(pair()))
                .request(NEW_YORK, Set.of(Product.CURRENT, Product.ALERTS));
        assertThat(request.uri().getPath()).isEqualTo("/api/v1/weather/en/40.7767/-73.9713");
        assertThat(request.query("dataSets")).contains("currentWeather,weatherAlerts");
        assertThat(request.query("countryCode")).contains("US");
        assertThat(request.headers().first("Authorization")).get().asString().startsWith("Bearer ey");
    }

    private DeveloperToken maker(KeyPair pair) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new DeveloperToken("TEAM1", "org.example.weather", "KEY1", Secret.of(pem), now::get);
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JsonNode json(String part) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }
}
