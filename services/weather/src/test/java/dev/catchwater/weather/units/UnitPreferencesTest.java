package dev.catchwater.weather.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitPreferencesTest {

    private static final Map<String, Unit> CLDR = Map.ofEntries(
            Map.entry("celsius", Unit.CELSIUS),
            Map.entry("fahrenheit", Unit.FAHRENHEIT),
            Map.entry("hectopascal", Unit.HECTOPASCAL),
            Map.entry("millibar", Unit.MILLIBAR),
            Map.entry("inch-ofhg", Unit.INCH_OF_MERCURY),
            Map.entry("millimeter-ofhg", Unit.MILLIMETRE_OF_MERCURY),
            Map.entry("meter-per-second", Unit.METRE_PER_SECOND),
            Map.entry("kilometer-per-hour", Unit.KILOMETRE_PER_HOUR),
            Map.entry("mile-per-hour", Unit.MILE_PER_HOUR),
            Map.entry("meter", Unit.METRE),
            Map.entry("kilometer", Unit.KILOMETRE),
            Map.entry("mile", Unit.MILE),
            Map.entry("foot", Unit.FOOT),
            Map.entry("millimeter", Unit.MILLIMETRE),
            Map.entry("centimeter", Unit.CENTIMETRE),
            Map.entry("inch", Unit.INCH),
            Map.entry("millimeter-per-hour", Unit.MILLIMETRE_PER_HOUR),
            Map.entry("centimeter-per-hour", Unit.CENTIMETRE_PER_HOUR),
            Map.entry("inch-per-hour", Unit.INCH_PER_HOUR));

    @ParameterizedTest
    @EnumSource
    void everyRegionOfEveryUseIsAsCldrHasIt(Usage usage) throws IOException {
        JsonNode table = cldr().path(usage.category()).path(usage.cldr());
        assertThat(table.has("001")).isTrue();
        for (String region : Locale.getISOCountries()) {
            JsonNode wanted = table.has(region) ? table.path(region) : table.path("001");
            List<Unit> units = wanted.valueStream()
                    .map(entry -> CLDR.get(entry.path("unit").asText()))
                    .toList();
            assertThat(UnitPreferences.ofRegion(region).all(usage)).as(region).isEqualTo(units);
        }
        table.fieldNames().forEachRemaining(region -> assertThat(region).matches("001|[A-Z]{2}"));
    }

    @ParameterizedTest
    @CsvSource({
        "en-US,FAHRENHEIT,MILE_PER_HOUR,INCH_OF_MERCURY", "en-GB,CELSIUS,MILE_PER_HOUR,MILLIBAR",
        "de-DE,CELSIUS,KILOMETRE_PER_HOUR,HECTOPASCAL", "nb-NO,CELSIUS,METRE_PER_SECOND,HECTOPASCAL",
        "fr,CELSIUS,KILOMETRE_PER_HOUR,HECTOPASCAL", "en-US-u-mu-celsius,CELSIUS,MILE_PER_HOUR,INCH_OF_MERCURY",
        "en-US-u-rg-gbzzzz,CELSIUS,MILE_PER_HOUR,MILLIBAR", "ru-RU,CELSIUS,METRE_PER_SECOND,MILLIMETRE_OF_MERCURY"
    })
    void aLocaleHasTheUnitsOfItsRegionUnlessItSaysOtherwise(String tag, Unit weather, Unit wind, Unit pressure) {
        UnitPreferences preferences = UnitPreferences.of(Locale.forLanguageTag(tag));
        assertThat(preferences.unit(Usage.WEATHER)).isEqualTo(weather);
        assertThat(preferences.unit(Usage.WIND)).isEqualTo(wind);
        assertThat(preferences.unit(Usage.BAROMETER)).isEqualTo(pressure);
    }

    @Test
    void unknownRegionsHaveWhatTheWorldHas() {
        assertThat(UnitPreferences.ofRegion("ZZ").unit(Usage.VISIBILITY)).isEqualTo(Unit.KILOMETRE);
    }

    private static JsonNode cldr() throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS is not set");
        return new ObjectMapper()
                .readTree(Path.of(vectors, "weather", "cldr", "unitPreferenceData.json")
                        .toFile())
                .path("supplemental")
                .path("unitPreferenceData");
    }
}
