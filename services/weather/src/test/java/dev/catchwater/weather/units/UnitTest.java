package dev.catchwater.weather.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {

    @ParameterizedTest
    @EnumSource
    void whatIsConvertedComesBackAsItWas(Unit unit) {
        for (double value : new double[] {-40, 0, 1, 20.5, 1013.25}) {
            assertThat(unit.fromInside(unit.toInside(value))).isCloseTo(value, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyUnitIsFoundByItsUcumCode(Unit unit) {
        assertThat(Unit.ofUcum(unit.ucum())).contains(unit);
    }

    @Test
    void codesAreCaseSensitive() {
        assertThat(Unit.ofUcum("PA")).isEmpty();
        assertThat(Unit.ofUcum("k")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CELSIUS,0,273.15",
        "FAHRENHEIT,32,273.15",
        "FAHRENHEIT,-40,233.15",
        "FAHRENHEIT,212,373.15",
        "INCH_OF_MERCURY,1,3386.389",
        "MILLIMETRE_OF_MERCURY,1,133.322387415",
        "MILE,1,1609.344",
        "MILE_PER_HOUR,1,0.44704",
        "KNOT,3600,1852",
        "KILOMETRE_PER_HOUR,36,10",
        "INCH,1,25.4",
        "HECTOPASCAL,1013.25,101325",
        "OCTA,8,1"
    })
    void factorsAreExact(Unit unit, double value, double inside) {
        assertThat(unit.toInside(value)).isCloseTo(inside, within(1e-9));
    }

    @Test
    void standardAtmosphereIsThatOfIcao() {
        assertThat(Barometer.atHeight(1_000) / 100).isCloseTo(898.7457, within(1e-4));
        assertThat(Barometer.atHeight(2_000) / 100).isCloseTo(794.95197, within(5e-4));
        assertThat(Barometer.height(89_874.57)).isCloseTo(1_000, within(0.01));
    }

    @Test
    void heightsAreThoseOfMetPyOnceItsRounderTemperatureIsAllowedFor() {
        // MetPy's standard atmosphere begins at 288 K instead of ICAO's 288.15 K.
        double rounder = 288 / 288.15;
        assertThat(Barometer.height(97_520) * rounder).isCloseTo(321.5, within(0.1));
        assertThat(Barometer.height(Unit.INCH_OF_MERCURY.toInside(29)) * rounder)
                .isCloseTo(262.8498, within(0.01));
    }

    @Test
    void pressureAtSeaLevelAgreesWithOpenMeteo() {
        assertThat(Barometer.atSeaLevel(98_000, 1_000, 288.15) / 100).isCloseTo(1_101.9026, within(1e-4));
    }

    @Test
    void windHasTheDirectionThatItComesFrom() {
        assertThat(Wind.of(-1, -3).from()).isCloseTo(18.435, within(1e-3));
        var wind = new Wind(8, 150);
        assertThat(wind.u()).isCloseTo(-4, within(1e-4));
        assertThat(wind.v()).isCloseTo(6.9282, within(1e-4));
        assertThat(Wind.of(wind.u(), wind.v()).from()).isCloseTo(150, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0.29,0",
        "0.3,1",
        "1.6,2",
        "3.4,3",
        "5.5,4",
        "8.0,5",
        "10.8,6",
        "13.9,7",
        "17.2,8",
        "20.8,9",
        "24.5,10",
        "28.5,11",
        "32.69,11",
        "32.7,12",
        "60,12"
    })
    void beaufortBeginsWhereItsTableSays(double speed, int force) {
        assertThat(Wind.beaufort(speed)).isEqualTo(force);
    }

    @ParameterizedTest
    @CsvSource({
        "0,LOW",
        "2.4,LOW",
        "2.5,MODERATE",
        "5,MODERATE",
        "6,HIGH",
        "7,HIGH",
        "8,VERY_HIGH",
        "10,VERY_HIGH",
        "11,EXTREME"
    })
    void uvBandsAreThoseOfTheWho(double index, UvBand band) {
        assertThat(UvBand.of(index)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "PM2_5,0,0", "PM2_5,9.0,50", "PM2_5,9.09,50", "PM2_5,9.1,51", "PM2_5,35.9,102", "PM2_5,225.5,301",
        "PM2_5,325.4,500", "PM2_5,999,500", "OZONE_8_HOURS,0.078,126", "OZONE_8_HOURS,0.0709,100", "PM10,54.9,50",
                "PM10,604,500"
    })
    void airQualityIsThatOfTheEpa(AirQuality pollutant, double concentration, int index) {
        assertThat(pollutant.index(concentration)).isEqualTo(index);
    }

    @Test
    void whatIsNoConcentrationHasNoIndex() {
        assertThatThrownBy(() -> AirQuality.PM10.index(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AirQuality.PM10.index(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
