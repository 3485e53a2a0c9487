package dev.catchwater.weather.alert;

/** How bad it is, CAP 1.2 §3.2.2; in rising order. */
public enum Severity {
    UNKNOWN,
    MINOR,
    MODERATE,
    SEVERE,
    EXTREME
}
