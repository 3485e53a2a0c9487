package dev.catchwater.prices.source;

import dev.catchwater.crawl.CanonicalUrl;
import dev.catchwater.fairlead.Location;
import dev.catchwater.fairlead.Response;
import java.net.URI;
import java.util.Optional;

/** Where an answer leads (RFC 9110 §15.4). */
final class Redirects {

    private Redirects() {}

    /** Fails with {@link dev.catchwater.fairlead.HttpException} if it leads nowhere that can be asked. */
    static Optional<URI> of(Response response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 ->
                response.headers()
                        .first("Location")
                        .map(location -> Location.resolve(response.uri(), location))
                        .flatMap(to -> CanonicalUrl.of(to.toString()));
            default -> Optional.empty();
        };
    }

    static boolean isPermanent(int status) {
        return status == 301 || status == 308;
    }
}
