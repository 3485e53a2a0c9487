package dev.catchwater.web.keys;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.Callers;
import dev.catchwater.web.Problem;
import dev.catchwater.web.ProblemException;
import dev.catchwater.web.Role;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.session.Sessions;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises a request by its bearer key or its session, and otherwise as the demo user or the reading public. */
@ApplicationScoped
class KeyMechanism implements HttpAuthenticationMechanism, Callers {
    private static final Pattern SCHEME = Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE);

    private final KeyRing ring;
    private final Sessions sessions;
    private final WebConfig config;

    KeyMechanism(KeyRing ring, Sessions sessions, WebConfig config) {
        this.ring = ring;
        this.sessions = sessions;
        this.config = config;
    }

    @Override
    public Uni<Optional<SecurityIdentity>> of(RoutingContext ctx) {
        return recognise(ctx).map(Optional::ofNullable);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext ctx, IdentityProviderManager providers) {
        return recognise(ctx);
    }

    private Uni<SecurityIdentity> recognise(RoutingContext ctx) {
        var bearer = bearer(ctx);
        if (bearer != null) {
            return known(ring.verify(bearer))
                    .map(key -> key.map(KeyMechanism::identity)
                            .orElseThrow(() -> new AuthenticationFailedException("no such key")));
        }
        return sessions.of(ctx.request())
                .map(session -> known(ring.live(session.keyId()))
                        .map(key -> key.map(KeyMechanism::identity).orElseGet(this::nobody)))
                .orElseGet(() -> Uni.createFrom().item(this::nobody));
    }

    private static @Nullable String bearer(RoutingContext ctx) {
        var header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        var shown = SCHEME.matcher(header);
        return shown.matches() ? Objects.requireNonNullElse(shown.group(1), "") : null;
    }

    private static Uni<Optional<ApiKey>> known(Uni<Optional<ApiKey>> key) {
        return key.onFailure()
                .transform(
                        e -> new ProblemException(Problem.of(503, "The keys cannot be read now: try again later."), e));
    }

    private static SecurityIdentity identity(ApiKey key) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(key.name()))
                .addRoles(key.role().granted())
                .addAttribute("key", key.id())
                .build();
    }

    // Null leaves the request anonymous, as the interface has it.
    private @Nullable SecurityIdentity nobody() {
        if (config.demoUser()) {
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("demo"))
                    .addRoles(Role.WRITER.granted())
                    .build();
        }
        return config.publicRead()
                ? QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(""))
                        .setAnonymous(true)
                        .addRoles(Role.READER.granted())
                        .build()
                : null;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext ctx) {
        return Uni.createFrom().item(new ChallengeData(401, "www-authenticate", "Bearer"));
    }
}
