package dev.catchwater.aggregator.post;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of place that posts come from. The code is what the database keeps and never changes. */
public enum Platform {
    MASTODON(1),
    FEED(8);

    private final int code;

    Platform(int code) {
        this.code = code;
    }

    /** The number stored for this platform. */
    public int code() {
        return code;
    }

    /** The name in the API: lower case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The platform with this API name, if there is one. */
    public static Optional<Platform> named(String label) {
        return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
    }

    /** The platform with this stored code. @throws IllegalArgumentException if no platform has it */
    public static Platform of(int code) {
        return Arrays.stream(values())
                .filter(p -> p.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no platform " + code));
    }
}
