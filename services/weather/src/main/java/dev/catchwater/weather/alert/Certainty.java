package dev.catchwater.weather.alert;

/** How sure it is, CAP 1.2 §3.2.2. CAP 1.0's {@code Very Likely} is read as {@link #LIKELY}. */
public enum Certainty {
    UNKNOWN,
    UNLIKELY,
    POSSIBLE,
    LIKELY,
    OBSERVED
}
