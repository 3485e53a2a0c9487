package dev.catchwater.aggregator.post;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote or boosted a post, as their platform describes them now.
 *
 * @param host where the account lives: an instance's base address, or a feed's address
 * @param externalId the platform's own id of the account, opaque
 * @param handle what others call them by, such as {@code user@example.org}
 */
public record Author(
        Platform platform,
        String host,
        String externalId,
        @Nullable String handle,
        @Nullable String displayName,
        @Nullable String url,
        boolean bot) {

    /** The name to print: display name, else handle, else id. */
    public String name() {
        if (displayName != null && !displayName.isBlank()) {
            return displayName;
        }
        return handle != null ? handle : externalId;
    }
}
