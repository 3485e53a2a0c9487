package dev.catchwater.prices.host;

import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host answered, as far as it tells whether we are welcome.
 *
 * @param headers by names in small letters; only those that {@link Signs} looks at are needed
 * @param asked the address that was asked
 * @param answered the address that answered, after redirects
 * @param retryAfter what it wants us to wait
 * @param page null if no page came
 */
public record Answer(
        int status,
        Map<String, String> headers,
        URI asked,
        URI answered,
        @Nullable Duration retryAfter,
        @Nullable Page page) {

    /**
     * A page.
     *
     * @param hash of its bytes
     * @param size in bytes
     * @param markers the title and the addresses and ids of scripts, in small letters
     * @param canonical the address that it says it is; null if it says none
     */
    public record Page(
            String hash,
            int size,
            String markers,
            @Nullable URI canonical,
            @Nullable Money price,
            Availability availability) {}
}
