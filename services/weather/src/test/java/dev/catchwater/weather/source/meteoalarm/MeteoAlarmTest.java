package dev.catchwater.weather.source.meteoalarm;

import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.source.Client;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No recorded answer of MeteoAlarm is at hand: the shape is that of its documentation. */
class MeteoAlarmTest {

    private static final String FEED = """
        {"warnings":[
         {"alert":{"identifier":"2.49.0.0.276.0.DWD.1","sender":"opendata@dwd.de","sent":"2026-02-06T20:00:00+01:00",
          "status":"Actual","msgType":"Alert","scope":"Public","info":[{"language":"de-DE","event":"FROST",
          "severity":"Minor","urgency":"Immediate","certainty":"Likely","expires":"2026-02-07T10:00:00+01:00",
          "area":[{"areaDesc":"Kreis","geocode":[{"valueName":"EMMA_ID","value":"DE123"}]}]}]}},
         {"alert":{"identifier":"2","sender":"opendata@dwd.de","sent":"2026-02-06T20:00:00+01:00","status":"Actual",
          "msgType":"Cancel","scope":"Public","references":"opendata@dwd.de,1,2026-02-06T19:00:00+01:00"}},
         {"alert":{"identifier":"3"}}]}
        """;

    @Test
    void warningsAndCancelsWithoutInfoAreReadAndABrokenOneTakesNoOtherWithIt() {
        Client client = new Client().on("/api/v1/warnings/feeds-germany", 200, FEED);
        MeteoAlarm source = new MeteoAlarm(client.asking(), "https://feeds.test", Map.of("DE", "germany"));
        Place berlin = new Place(
                "b",
                "Berlin",
                new Position(52.5, 13.4),
                null,
                ZoneId.of("Europe/Berlin"),
                "DE",
                Set.of("EMMA_ID:DE123"));
        assertThat(source.covers(berlin)).isTrue();
        assertThat(source.covers(NEW_YORK)).isFalse();
        var answer = source.ask(List.of(berlin), Set.of(Product.ALERTS))
                .await()
                .indefinitely()
                .get("b");
        var messages = ((Content.Alerts) answer.reports().getFirst().content()).messages();
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).areas().getFirst().covers(berlin.position(), berlin.zones()))
                .isTrue();
        assertThat(messages.get(1).references()).hasSize(1);
        assertThat(answer.remarks()).singleElement().asString().contains("sender");
    }
}
