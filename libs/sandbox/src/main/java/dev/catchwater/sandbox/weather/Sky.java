package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.world.Dice;
import java.time.Duration;
import java.time.Instant;

/**
 * The weather itself, as a function of seed, place and time: the same again in any process. Temperatures in °C, wind in m/s,
 * pressure in hPa. Each forecaster knows it with an error of its own that grows with the lead.
 */
final class Sky {

    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final double YEAR = 365.2425 * DAY;

    private final long seed;
    private double warmer;
    private double smoke;

    Sky(long seed) {
        this.seed = seed;
    }

    /** Makes everything warmer by so many degrees from now on. */
    void warm(double degrees) {
        warmer = degrees;
    }

    /** Adds so many µg/m³ of fine particles to the air from now on. */
    void smoke(double micrograms) {
        smoke = micrograms;
    }

    double temperature(double latitude, double longitude, Instant at) {
        double t = at.getEpochSecond();
        double season = -Math.cos(2 * Math.PI * (t / YEAR - 0.06)) * Math.signum(latitude);
        double sun = -Math.cos(2 * Math.PI * (t / DAY + longitude / 360 - 0.1));
        double synoptic = wave("t", latitude, longitude, at, 3.7 * DAY) + wave("u", latitude, longitude, at, 1.9 * DAY);
        return 28 - 0.5 * Math.abs(latitude) + 9 * season * Math.abs(latitude) / 45 + 4 * sun + 3 * synoptic + warmer;
    }

    double dewPoint(double latitude, double longitude, Instant at) {
        double spread = 4 + 3 * wave("d", latitude, longitude, at, 2.3 * DAY);
        return temperature(latitude, longitude, at) - Math.max(0.2, spread);
    }

    double wind(double latitude, double longitude, Instant at) {
        return Math.abs(4 + 4 * wave("w", latitude, longitude, at, 1.3 * DAY));
    }

    double windFrom(double latitude, double longitude, Instant at) {
        double turn = 180 + 170 * wave("f", latitude, longitude, at, 4.1 * DAY);
        return Math.floorMod(Math.round(turn), 360);
    }

    double pressure(double latitude, double longitude, Instant at) {
        return 1_013 + 12 * wave("p", latitude, longitude, at, 5.3 * DAY);
    }

    /** Of the sky, 0 to 1. */
    double clouds(double latitude, double longitude, Instant at) {
        return Math.clamp(0.5 + 0.7 * wave("c", latitude, longitude, at, 0.9 * DAY), 0, 1);
    }

    /** Millimetres in the hour that begins then. */
    double rain(double latitude, double longitude, Instant at) {
        return Math.max(0, 3 * (wave("r", latitude, longitude, at, 0.7 * DAY) - 0.5));
    }

    /** µg/m³ of what Open-Meteo names so. */
    double air(String pollutant, double latitude, double longitude, Instant at) {
        double part = 1 + 0.6 * wave("a" + pollutant, latitude, longitude, at, 1.1 * DAY);
        return switch (pollutant) {
            case "pm2_5" -> 9 * part + smoke;
            case "pm10" -> 18 * part + smoke;
            case "ozone" -> 62 * part;
            case "nitrogen_dioxide" -> 21 * part;
            case "sulphur_dioxide" -> 3 * part;
            default -> 210 * part;
        };
    }

    /** What a forecaster is off by, for a time so far ahead: a constant of its own here, and chance that grows. */
    double error(String forecaster, double latitude, double longitude, Instant run, Instant valid) {
        String cell = forecaster + Math.round(latitude) + "/" + Math.round(longitude);
        double bias = 2.5 * (2 * Dice.of(seed, "bias" + cell, 0).between(0, 10_000) / 10_000.0 - 1);
        double lead = Math.max(0, Duration.between(run, valid).toHours());
        long step = valid.getEpochSecond() / (6 * 3_600) * 1_000 + run.getEpochSecond() / (6 * 3_600) % 1_000;
        double chance = 2 * Dice.of(seed, "chance" + cell, step).between(0, 10_000) / 10_000.0 - 1;
        return bias + chance * (0.4 + lead / 30);
    }

    /** Three sines that never repeat together, between −1 and 1, moving eastward. */
    private double wave(String what, double latitude, double longitude, Instant at, double period) {
        double t = at.getEpochSecond();
        double phase = Dice.of(seed, what, 0).between(0, 6_283) / 1_000.0;
        double x = 2 * Math.PI * (t / period - longitude / 40) + phase + latitude / 9;
        return (Math.sin(x) + Math.sin(1.618 * x + phase) + Math.sin(0.577 * x - phase)) / 3;
    }
}
