package dev.catchwater.weather.units;

/** What a value is shown for, as CLDR's unit preferences name it: the same dimension has other units for other uses. */
public enum Usage {
    WEATHER("temperature", "weather"),
    WIND("speed", "wind"),
    BAROMETER("pressure", "baromtrc"),
    VISIBILITY("length", "visiblty"),
    RAINFALL("length", "rainfall"),
    SNOWFALL("length", "snowfall"),
    RAINFALL_RATE("speed", "rainfall");

    private final String category;
    private final String cldr;

    Usage(String category, String cldr) {
        this.category = category;
        this.cldr = cldr;
    }

    /** CLDR's category, such as {@code length}. */
    public String category() {
        return category;
    }

    /** CLDR's usage, such as {@code visiblty}. */
    public String cldr() {
        return cldr;
    }
}
