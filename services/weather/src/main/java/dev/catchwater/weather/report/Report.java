package dev.catchwater.weather.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one provider said about one place.
 *
 * @param model which of its models, if it tells several apart; null otherwise
 * @param issuedAt when it was made; null if not told
 * @param freshUntil until when we must not, or need not, ask again: the provider's own terms
 */
public record Report(
        Provider provider,
        @Nullable String model,
        @Nullable Instant issuedAt,
        Instant fetchedAt,
        Instant freshUntil,
        Content content) {

    /** Who this counts as among forecasters. */
    public String forecaster() {
        return model == null ? provider.label() : provider.label() + "/" + model;
    }

    public Product product() {
        return content.product();
    }
}
