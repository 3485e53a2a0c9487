package dev.catchwater.weather.source.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.place.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real messages of several authorities, and broken and hostile ones. */
class CapTest {

    @Test
    void thunderstormWarningIsReadWhole() throws IOException {
        Message message = one("validator-examples/thunderstorm.cap");
        assertThat(message.key().identifier()).isEqualTo("KSTO1055887203");
        assertThat(message.key().sent()).isEqualTo(Instant.parse("2003-06-17T21:57:00Z"));
        assertThat(message.isForPeople()).isTrue();
        AlertInfo info = message.infos().getFirst();
        assertThat(info.event()).isEqualTo("SEVERE THUNDERSTORM");
        assertThat(info.severity()).isEqualTo(Severity.SEVERE);
        assertThat(info.certainty()).isEqualTo(Certainty.OBSERVED);
        assertThat(info.responses()).containsExactly("Shelter");
        assertThat(message.until()).isEqualTo(Instant.parse("2003-06-17T23:00:00Z"));
        Area area = info.areas().getFirst();
        assertThat(area.polygons()).hasSize(1);
        assertThat(area.covers(new Position(38.48, -119.95), Set.of())).isTrue();
        assertThat(area.covers(new Position(39.5, -120.1), Set.of())).isFalse();
    }

    @Test
    void canadianUpdateNamesWhatItReplaces() throws IOException {
        Message message = one("canada.cap");
        assertThat(message.type()).isEqualTo(Message.Type.UPDATE);
        assertThat(message.references())
                .containsExactlyInAnyOrder(
                        new AlertKey(
                                "cap@ec.gc.ca", "2.49.0.1.124.a3f342a4.2012", Instant.parse("2012-05-02T21:45:05Z")),
                        new AlertKey(
                                "cap@ec.gc.ca", "2.49.0.1.124.60f31a3a.2012", Instant.parse("2012-05-02T21:55:21Z")));
        assertThat(message.infos()).extracting(AlertInfo::language).contains("en-CA", "fr-CA");
    }

    @Test
    void signedMessageIsReadWithoutItsSignature() throws IOException {
        Message message = one("canada_signed.cap");
        assertThat(message.references()).hasSize(9);
        assertThat(message.infos()).isNotEmpty();
    }

    @Test
    void charactersAreThoseOfTheDeclaredEncoding() throws IOException {
        Message message = one("earthquake-iso8859-1.cap");
        assertThat(message.infos().getFirst().headline()).contains("Usulután");
    }

    @ParameterizedTest
    @CsvSource({
        "australia.cap,1",
        "earthquake.cap,1",
        "earthquake_signed.cap,1",
        "wcatwc-warning.cap,1",
        "no_optional_fields.cap,1",
        "noaa_errors.cap,1",
        "canada_errors.cap,1",
        "weather.atom,1",
        "canada_signed.atom,1",
        "validator-examples/thunderstorm.cap,1",
        "bushfire_valid.edxlde,7",
        "no_entries.atom,1",
        "weather_index.atom,0"
    })
    void messagesAreFoundWhereverTheyStand(String file, int count) throws IOException {
        assertThat(read(file)).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xee.cap", "xee.atom"})
    void documentTypesAreRefusedAndNothingIsFetched(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(ProviderException.class);
    }

    @Test
    void messageWithoutScopeIsRefused() {
        assertThatThrownBy(() -> read("invalid.cap")).hasMessageContaining("scope");
    }

    @Test
    void whatIsEmptyIsUnknownAndTheMessageStays() throws IOException {
        Message message = one("noaa_errors.cap");
        assertThat(message.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(message.references()).isEmpty();
    }

    @Test
    void shapesThatAreNoneAreLetGo() {
        assertThat(Areas.polygon("1,1 2,2 3,3 1,1")).isPresent();
        assertThat(Areas.polygon("1,1 2,2 1,1")).isEmpty();
        assertThat(Areas.polygon("1,1 2,2 3,3 4,4")).isEmpty();
        assertThat(Areas.polygon("91,1 2,2 3,3 91,1")).isEmpty();
        assertThat(Areas.polygon("")).isEmpty();
    }

    @Test
    void circleHasItsRadiusInKilometres() {
        Message message = CapXml.read(
                        cap("<circle>52.5,13.4"
                                + " 10</circle><geocode><valueName>EMMA_ID</valueName><value>DE1</value></geocode>"),
                        "test")
                .getFirst();
        Area area = message.areas().getFirst();
        assertThat(area.covers(new Position(52.585, 13.4), Set.of())).isTrue();
        assertThat(area.covers(new Position(52.595, 13.4), Set.of())).isFalse();
        assertThat(area.codes()).containsExactly("EMMA_ID:DE1");
    }

    @Test
    void manyElementsAreRefused() {
        assertThatThrownBy(() -> CapXml.read(cap("<x/>".repeat(100_001)), "test"))
                .hasMessageContaining("too many");
    }

    @Test
    void jsonTellsTheSameAsXml() throws IOException {
        String json = """
            {"identifier":"a","sender":"s","sent":"2026-02-06T20:00:00+01:00","status":"Actual","msgType":"Alert",
             "scope":"Public","info":[{"language":"de-DE","event":"Wind","severity":"Moderate","urgency":"Future",
             "certainty":"Likely","expires":"2026-02-07T20:00:00+01:00",
             "parameter":[{"valueName":"awareness_level","value":"2; yellow; Moderate"}],
             "area":[{"areaDesc":"Kreis","geocode":[{"valueName":"EMMA_ID","value":"DE123"}]}]}]}
            """;
        Message message = CapJson.read(new ObjectMapper().readTree(json), "meteoalarm");
        assertThat(message.severity()).isEqualTo(Severity.MODERATE);
        assertThat(message.infos().getFirst().parameters()).containsEntry("awareness_level", "2; yellow; Moderate");
        assertThat(message.areas().getFirst().covers(new Position(0, 0), Set.of("EMMA_ID:DE123")))
                .isTrue();
        assertThat(message.areas().getFirst().covers(new Position(0, 0), Set.of("EMMA_ID:DE124")))
                .isFalse();
    }

    private static byte[] cap(String area) {
        return ("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>a</identifier><sender>s</sender>"
                        + "<sent>2026-02-06T20:00:00-00:00</sent><status>Actual</status><msgType>Alert</msgType>"
                        + "<scope>Public</scope><info><event>e</event><area><areaDesc>d</areaDesc>" + area
                        + "</area></info></alert>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Message one(String file) throws IOException {
        List<Message> messages = read(file);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static List<Message> read(String file) throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS is not set");
        return CapXml.read(Files.readAllBytes(Path.of(vectors, "weather", "cap", "google-cap-library", file)), "test");
    }
}
