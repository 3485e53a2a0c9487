package dev.catchwater.aggregator.setup;

import dev.catchwater.aggregator.flow.Planting;
import dev.catchwater.aggregator.post.Platform;
import java.net.URI;

/** A source that is there from the start, as configured. */
public record SeedText(Planting.Seed seed) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not {@code platform:url}
     */
    public static SeedText of(String text) {
        String[] parts = text.strip().split(":", 2);
        return new SeedText(new Planting.Seed(
                Platform.named(parts[0])
                        .filter(platform -> parts.length == 2)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "catchwater.aggregator.seed-sources is a list of platform:url, not " + text)),
                URI.create(parts[1])));
    }
}
