package dev.catchwater.weather.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The US air quality index of a pollutant: EPA-454/B-24-002, May 2024. 500 is its end: beyond it stays 500. */
public enum AirQuality {
    /** Fine particles, µg/m³ over 24 h, truncated to tenths. */
    PM2_5(1),
    /** Particles, µg/m³ over 24 h, truncated to whole ones. */
    PM10(0),
    /** Ozone, ppm over 8 h, truncated to thousandths; above 0.200 the index is told from the hourly mean, and here not. */
    OZONE_8_HOURS(3);

    private static final List<Integer> LOWEST = List.of(0, 51, 101, 151, 201, 301);
    private static final List<Integer> HIGHEST = List.of(50, 100, 150, 200, 300, 500);

    private final int decimals;

    AirQuality(int decimals) {
        this.decimals = decimals;
    }

    /** Where each band begins. */
    private List<Double> from() {
        return switch (this) {
            case PM2_5 -> List.of(0.0, 9.1, 35.5, 55.5, 125.5, 225.5);
            case PM10 -> List.of(0.0, 55.0, 155.0, 255.0, 355.0, 425.0);
            case OZONE_8_HOURS -> List.of(0.0, 0.055, 0.071, 0.086, 0.106);
        };
    }

    /** Where each band ends. */
    private List<Double> to() {
        return switch (this) {
            case PM2_5 -> List.of(9.0, 35.4, 55.4, 125.4, 225.4, 325.4);
            case PM10 -> List.of(54.0, 154.0, 254.0, 354.0, 424.0, 604.0);
            case OZONE_8_HOURS -> List.of(0.054, 0.070, 0.085, 0.105, 0.200);
        };
    }

    /**
     * The index.
     *
     * @throws IllegalArgumentException for what is no concentration
     */
    public int index(double concentration) {
        if (!(concentration >= 0 && concentration < 1e6)) {
            throw new IllegalArgumentException("no concentration: " + concentration);
        }
        // By decimal digits: 35.9 is 35.899999… in binary, and would lose its last one.
        double c = BigDecimal.valueOf(concentration)
                .setScale(decimals, RoundingMode.DOWN)
                .doubleValue();
        List<Double> from = from();
        List<Double> to = to();
        for (int band = 0; band < from.size(); band++) {
            if (c <= to.get(band)) {
                double slope = (HIGHEST.get(band) - LOWEST.get(band)) / (to.get(band) - from.get(band));
                return (int) Math.round(slope * (c - from.get(band)) + LOWEST.get(band));
            }
        }
        return HIGHEST.get(from.size() - 1);
    }
}
