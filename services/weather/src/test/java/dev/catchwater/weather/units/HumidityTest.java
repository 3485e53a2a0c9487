package dev.catchwater.weather.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumidityTest {

    @ParameterizedTest
    @CsvSource({"30,30,11", "25,45,12", "10,55,1", "20,80,16", "25,85,22"})
    void dewPointIsThatOfTheTables(double celsius, double percent, long expected) {
        double dew = Humidity.dewPoint(celsius(celsius), percent / 100);
        assertThat(Math.round(Unit.CELSIUS.fromInside(dew))).isEqualTo(expected);
    }

    @Test
    void dewPointAgreesWithMetPy() {
        double dew = Humidity.dewPoint(celsius(10.6), 0.37);
        assertThat(Unit.FAHRENHEIT.fromInside(dew)).isCloseTo(26, within(0.5));
    }

    @ParameterizedTest
    @CsvSource({"50,12.2717", "68,23.3695"})
    void saturationAgreesWithMetPy(double fahrenheit, double hectopascal) {
        double pressure = Humidity.saturation(Unit.FAHRENHEIT.toInside(fahrenheit));
        assertThat(pressure / 100).isCloseTo(hectopascal, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"20,15,72.93877", "30,15,40.17284"})
    void humidityFromADewPointAgreesWithOpenMeteo(double celsius, double dewPoint, double percent) {
        assertThat(100 * Humidity.fromDewPoint(celsius(celsius), celsius(dewPoint)))
                .isCloseTo(percent, within(1e-4));
    }

    @Test
    void deficitAgreesWithOpenMeteo() {
        assertThat(Humidity.deficit(celsius(25), celsius(13.8)) / 1000).isCloseTo(1.5898, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"10,50,5.1013", "5,90,3.9947"})
    void wetBulbAgreesWithOpenMeteo(double celsius, double percent, double expected) {
        assertThat(Unit.CELSIUS.fromInside(Humidity.wetBulb(celsius(celsius), percent / 100)))
                .isCloseTo(expected, within(1e-4));
    }

    @Test
    void dryAirOfTheStandardAtmosphereWeighsWhatItShould() {
        assertThat(Humidity.airDensity(celsius(15), 101_325, 0)).isCloseTo(1.225, within(1e-4));
        assertThat(Humidity.airDensity(celsius(15), 101_325, 1)).isLessThan(1.225);
    }

    @Test
    void dewPointsOfAYearInNewYorkComeOutAsTheyWereReported() throws IOException {
        List<Double> errors = nyc();
        assertThat(errors).hasSizeGreaterThan(26_000);
        double mean = errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double p99 = errors.stream().sorted().toList().get((int) (errors.size() * 0.99));
        assertThat(mean).isLessThan(0.04);
        assertThat(p99).isLessThan(0.9);
    }

    private static List<Double> nyc() throws IOException {
        String vectors = System.getenv("CATCHWATER_VECTORS");
        assumeTrue(vectors != null, "CATCHWATER_VECTORS is not set");
        Path file = Path.of(vectors, "weather", "forecast", "nyc_hourly_obs_2013_3airports.csv.gz");
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(row -> Arrays.stream(row, 5, 8).noneMatch("NA"::equals))
                    .map(row -> Math.abs(Humidity.dewPoint(
                                    Unit.FAHRENHEIT.toInside(Double.parseDouble(row[5])),
                                    Double.parseDouble(row[7]) / 100)
                            - Unit.FAHRENHEIT.toInside(Double.parseDouble(row[6]))))
                    .toList();
        }
    }

    private static double celsius(double value) {
        return Unit.CELSIUS.toInside(value);
    }
}
