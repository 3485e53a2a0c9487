package dev.catchwater.fairlead.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
    private final KnownKeys keys =
            new KnownKeys(ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(FairleadConfig.class))
                    .keySet());

    private void check(String variable, String value) {
        check(variable, value, Set.of(variable), Map.of());
    }

    private void check(String variable, String value, Set<String> environment, Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(
                        new EnvConfigSource(Map.of(variable, value), 300),
                        new PropertiesConfigSource(properties, "test", 100))
                .withMapping(FairleadConfig.class)
                .withValidateUnknown(false)
                .build();
        keys.check(
                config.getPropertyNames(),
                name -> config.getOptionalValue(name, String.class),
                environment,
                Set.of("weather", "geo.api", "geo-api.eu"));
    }

    private void check(Set<String> names) {
        keys.check(names, name -> Optional.empty(), Set.of(), Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "FAIRLEAD_WEATHER_TIMEOUT, 5s",
        "FAIRLEAD_WEATHER_RETRY_BASE_DELAY, 1s",
        "FAIRLEAD_WEATHER_BREAKER_IN_A_ROW, 3",
        "FAIRLEAD__GEO_API__TIMEOUT, 5s",
        "FAIRLEAD_WEATHER_CREDENTIALS_API_BEARER_FILE, /run/secrets/x",
        "FAIRLEAD_WEATHER_GUARD_ALLOW_0_, 127.0.0.1:80",
        "FAIRLEAD__WEATHER__TIMEOUT, 5s",
        "FAIRLEAD__GEO_API_EU__TIMEOUT, 5s",
        "FAIRLEADER, 1",
        "FAIRLEAD_REDIS_SERVICE_HOST, 10.0.0.1",
        "FAIRLEAD_REDIS_PORT_6379_TCP_ADDR, 10.0.0.1"
    })
    void aVariableIsAKeyWithoutItsHyphensAndDotsOrNotOurs(String variable, String value) {
        assertThatCode(() -> check(variable, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAIRLEAD_WEATHER_TIEMOUT | fairlead.\"weather\".timeout",
                "FAIRLEAD_WEATHER_RETRY_BASEDELAY | fairlead.\"weather\".retry.base-delay",
                "FAIRLEAD_WEATHER_RERTY_TIMEOUT | fairlead.\"weather\".redis.timeout",
                "FAIRLEAD_WEATHER_ADMISSION_DRAIN | fairlead.\"weather\".admission.queue",
                "FAIRLEAD__GEO_API_EU__TIEMOUT | fairlead.\"geo-api.eu\".timeout",
                "FAIRLEAD_WEATHER_GUARD_ALLOWED | fairlead.\"weather\".guard.allow"
            })
    void aMisspeltVariableIsNamedWithTheKeyThatIsMeant(String variable, String meant) {
        assertThatThrownBy(() -> check(variable, "1"))
                .hasMessage(variable + " is no key of Fairlead: did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAIRLEAD_ORDERS_TIMEOUT | fairlead.\"orders\".timeout",
                "FAIRLEAD__ORDERS_EU__RETRY_BASE_DELAY | fairlead.\"orders-eu\".retry.base-delay",
                "FAIRLEAD_ORDERS_SECRET_HEADERS_X_KEY_ENV | fairlead.\"orders\".secret-headers.\"x-key\".env"
            })
    void aVariableOfAClientThatThereIsNotIsNamedWithThoseThatThereAreAndTheKeyThatMakesIt(String variable, String key) {
        assertThatThrownBy(() -> check(variable, "1s"))
                .hasMessage(variable + " is no key of Fairlead's clients, of which there are geo-api.eu, geo.api,"
                        + " weather. Variables only change clients that a file or -D has a key of: add " + key
                        + " to application.properties.");
    }

    @Test
    void aVariableThatIsNoKeyOfAnyClientIsNotSaidToMakeOne() {
        assertThatThrownBy(() -> check("FAIRLEAD_ORDERS_TIEMOUT", "1s"))
                .hasMessageEndingWith(" Variables only change clients that a file or -D has a key of.");
    }

    @Test
    void aSecretsVariableMayBeginAsOursIfAKeySaysThatItLiesThere() {
        String variable = "FAIRLEAD_WEATHER_API_KEY";
        Map<String, String> named = Map.of("fairlead.weather.secret-headers.\"X-Key\".env", variable);
        assertThatCode(() -> check(variable, "s3cr3t", Set.of(variable), named)).doesNotThrowAnyException();
        assertThatCode(() -> check(variable, "s3cr3t", Set.of(), named)).doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> check(variable, "s3cr3t", Set.of(variable), Map.of("fairlead.weather.headers.env", "A")))
                .hasMessageStartingWith(variable);
    }

    /** They are in no environment of the process. */
    @Test
    void variablesOfAFileDotEnvAreKeys() {
        assertThatCode(() -> check("FAIRLEAD_WEATHER_RETRY_BASE_DELAY", "2s", Set.of(), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void clientsAreThoseOfAllSourcesButTheEnvironment() {
        assertThat(KnownKeys.clients(List.of(
                        new PropertiesConfigSource(
                                Map.of(
                                        "fairlead.a.timeout",
                                        "1s",
                                        "%prod.fairlead.\"b.c\".drain",
                                        "1s",
                                        "other.d",
                                        "1"),
                                "test",
                                100),
                        new EnvConfigSource(Map.of("FAIRLEAD_E_TIMEOUT", "1s", "fairlead.f.timeout", "1s"), 300))))
                .containsExactly("a", "b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus.fairlead.health.enabled", "fairleader.a.b", "%prod.fairlead.weather.tiemout"})
    void whatLiesElsewhereIsNoBusinessOfOurs(String name) {
        assertThatCode(() -> check(Set.of(name))).doesNotThrowAnyException();
    }

    @Test
    void whatIsTooFarFromAllKeysIsNotLikenedToAny() {
        assertThatThrownBy(() -> check(Set.of("fairlead.weather.zzzzzzzzzzzzzz")))
                .hasMessage("fairlead.weather.zzzzzzzzzzzzzz is no key of Fairlead");
    }
}
