package dev.catchwater.weather.units;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The US air quality index of a pollutant: EPA-454/B-24-002, May 2024. 500 is its end: beyond it stays 500. */
public enum AirQuality {
    /** Fine particles, µg/m³ over 24 h, truncated to tenths. */
    PM2_5(1, new double[] {0, 9.1, 35.5, 55.5, 125.5, 225.5}, new double[] {9.0, 35.4, 55.4, 125.4, 225.4, 325.4}),
    /** Particles, µg/m³ over 24 h, truncated to whole ones. */
    PM10(0, new double[] {0, 55, 155, 255, 355, 425}, new double[] {54, 154, 254, 354, 424, 604}),
    /** Ozone, ppm over 8 h, truncated to thousandths; above 0.200 the index is told from the hourly mean, and here not. */
    OZONE_8_HOURS(3, new double[] {0, 0.055, 0.071, 0.086, 0.106}, new double[] {0.054, 0.070, 0.085, 0.105, 0.200});

    private static final int[] LOWEST = {0, 51, 101, 151, 201, 301};
    private static final int[] HIGHEST = {50, 100, 150, 200, 300, 500};

    private final int decimals;
    private final double[] from;
    private final double[] to;

    AirQuality(int decimals, double[] from, double[] to) {
        this.decimals = decimals;
        this.from = from;
        this.to = to;
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
        for (int band = 0; band < from.length; band++) {
            if (c <= to[band]) {
                double slope = (HIGHEST[band] - LOWEST[band]) / (to[band] - from[band]);
                return (int) Math.round(slope * (c - from[band]) + LOWEST[band]);
            }
        }
        return HIGHEST[from.length - 1];
    }
}
