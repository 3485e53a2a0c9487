package dev.catchwater.weather.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeltTemperatureTest {

    @ParameterizedTest
    @CsvSource({
        "80,40,80",
        "86,45,87",
        "86,90,105",
        "88,100,121",
        "92,70,112",
        "96,60,116",
        "96,65,121",
        "100,50,118",
        "110,40,136",
        "111,27,121"
    })
    void heatIndexIsThatOfTheWeatherService(double fahrenheit, double percent, long expected) {
        double index = FeltTemperature.heatIndex(Unit.FAHRENHEIT.toInside(fahrenheit), percent / 100);
        assertThat(Math.round(Unit.FAHRENHEIT.fromInside(index))).isEqualTo(expected);
    }

    @Test
    void heatIndexAgreesWithMetPyToTheDigit() {
        double index = FeltTemperature.heatIndex(Unit.CELSIUS.toInside(35), 0.70);
        assertThat(Unit.CELSIUS.fromInside(index)).isCloseTo(50.3406, within(1e-4));
    }

    @Test
    void inTheColdTheHeatIndexIsTheTemperature() {
        assertThat(FeltTemperature.heatIndex(275, 0.9)).isEqualTo(275);
    }

    @Test
    void veryDryAirIsAdjustedDownward() {
        double dry = FeltTemperature.heatIndex(Unit.FAHRENHEIT.toInside(95), 0.1299);
        double lessDry = FeltTemperature.heatIndex(Unit.FAHRENHEIT.toInside(95), 0.1301);
        assertThat(lessDry - dry).isPositive().isLessThan(0.1);
        double veryDry = Unit.FAHRENHEIT.fromInside(FeltTemperature.heatIndex(Unit.FAHRENHEIT.toInside(95), 0.09));
        // (13 − 9) / 4 · √(17/17) = 1 °F below the regression, which is 90.162 °F there.
        assertThat(veryDry).isCloseTo(89.162, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"40,5,36", "-10,55,-46", "-45,25,-84", "20,15,6", "0,15,-19"})
    void windChillIsThatOfTheWeatherServiceAsFarAsItsRoundedMetricFormGoes(
            double fahrenheit, double mph, double expected) {
        double chill = FeltTemperature.windChill(Unit.FAHRENHEIT.toInside(fahrenheit), Unit.MILE_PER_HOUR.toInside(mph))
                .orElseThrow();
        // The form in °F has other rounded coefficients: −46.47 for the second, where the metric one has −46.55.
        assertThat(Unit.FAHRENHEIT.fromInside(chill)).isCloseTo(expected, within(0.6));
    }

    @ParameterizedTest
    @CsvSource({"-20,20,-30", "-25,30,-39"})
    void windChillIsThatOfCanada(double celsius, double kmh, long expected) {
        double chill = FeltTemperature.windChill(Unit.CELSIUS.toInside(celsius), Unit.KILOMETRE_PER_HOUR.toInside(kmh))
                .orElseThrow();
        assertThat(Math.round(Unit.CELSIUS.fromInside(chill))).isEqualTo(expected);
    }

    @Test
    void windChillAgreesWithMetPyToTheDigit() {
        double chill = FeltTemperature.windChill(Unit.CELSIUS.toInside(-5), 35).orElseThrow();
        assertThat(Unit.CELSIUS.fromInside(chill)).isCloseTo(-18.9357, within(1e-4));
    }

    @Test
    void aboveFiftyFahrenheitAndInCalmAirThereIsNoWindChill() {
        assertThat(FeltTemperature.windChill(Unit.FAHRENHEIT.toInside(50.1), 10))
                .isEmpty();
        assertThat(FeltTemperature.windChill(Unit.FAHRENHEIT.toInside(20), Unit.MILE_PER_HOUR.toInside(3)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30,15,34", "30,25,42"})
    void humidexIsThatOfCanada(double celsius, double dewPoint, long expected) {
        double humidex = FeltTemperature.humidex(Unit.CELSIUS.toInside(celsius), Unit.CELSIUS.toInside(dewPoint));
        assertThat(Math.round(Unit.CELSIUS.fromInside(humidex))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"30,50,2,31.6", "0,80,10,-9.4"})
    void apparentTemperatureIsThatOfAustralia(double celsius, double percent, double wind, double expected) {
        double apparent = FeltTemperature.apparent(Unit.CELSIUS.toInside(celsius), percent / 100, wind);
        assertThat(Unit.CELSIUS.fromInside(apparent)).isCloseTo(expected, within(0.05));
    }
}
