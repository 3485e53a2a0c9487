package dev.catchwater.weather.alert;

/** How soon to act, CAP 1.2 §3.2.2. */
public enum Urgency {
    UNKNOWN,
    PAST,
    FUTURE,
    EXPECTED,
    IMMEDIATE
}
