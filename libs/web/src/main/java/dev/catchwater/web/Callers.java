package dev.catchwater.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Says who sends a request, as known now: for what outlives the check at its beginning, such as a stream. A revoked key
 * may be believed for up to ten seconds where it was revoked by another replica.
 */
public interface Callers {

    /**
     * Who that is; nothing for a stranger. Fails with {@link io.quarkus.security.AuthenticationFailedException} if the key
     * shown is none, and with a {@link ProblemException} of 503 if the keys cannot be read.
     */
    Uni<Optional<SecurityIdentity>> of(RoutingContext ctx);
}
