package dev.catchwater.weather.units;

import java.util.Locale;

/** What a US air quality index means for people (EPA-454/B-24-002, table 1). */
public enum AqiBand {
    GOOD(50),
    MODERATE(100),
    UNHEALTHY_FOR_SENSITIVE_GROUPS(150),
    UNHEALTHY(200),
    VERY_UNHEALTHY(300),
    HAZARDOUS(500);

    private final int most;

    AqiBand(int most) {
        this.most = most;
    }

    /** The band of an index. */
    public static AqiBand of(int index) {
        for (AqiBand band : values()) {
            if (index <= band.most) {
                return band;
            }
        }
        return HAZARDOUS;
    }

    /** As our API names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
